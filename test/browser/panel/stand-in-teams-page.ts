/** A page that plays Teams around the panel: it answers TeamsJS and nothing more. `?as=`, `?theme=` and `?chat=` set the scene. */
export function teamsPage(panelAddress: string): string {
  return `<!doctype html><html lang="en"><title>Teams</title><style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style>
<iframe title="panel" src="${panelAddress}"></iframe>
<script>
const scene = new URLSearchParams(location.search);
const panel = document.querySelector('iframe').contentWindow;
window.heard = [];
window.setTheme = (theme) => panel.postMessage({ func: 'themeChange', args: [theme] }, '*');
const answers = {
  initialize: () => ['sidePanel', 'web', JSON.stringify({ apiVersion: 4, supports: {}, hostVersionsInfo: {}, isLegacyTeams: false }), '2.58.0'],
  getContext: () => [{ theme: scene.get('theme') ?? 'default', locale: 'en-gb', frameContext: 'sidePanel', chatId: scene.get('chat') ?? undefined }],
  'authentication.getAuthToken': () => [true, scene.get('as') ?? 'chair'],
};
addEventListener('message', ({ data, source }) => {
  if (source !== panel || typeof data?.func !== 'string') return;
  window.heard.push(data.func);
  const answer = answers[data.func];
  if (answer) panel.postMessage({ id: data.id, uuid: data.uuid, uuidAsString: data.uuidAsString, args: answer() }, '*');
});
</script></html>`;
}
