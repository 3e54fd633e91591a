// The registration of the bot in Azure, and its way into Teams. It holds no data and runs no code:
// the bot itself is hosted where the authority chooses, under botDomain.

@description('Name of the registration, unique in Azure.')
@minLength(4)
@maxLength(42)
param botName string

@description('Client id of the Entra application that is the bot.')
param botId string

@description('Tenant of that application; nobody of another tenant reaches the bot.')
param botTenantId string

@description('Public host name of the bot, without a scheme.')
param botDomain string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Conference Companion'
    endpoint: 'https://${botDomain}/api/messages'
    msaAppId: botId
    msaAppTenantId: botTenantId
    msaAppType: 'SingleTenant'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
  }
}
