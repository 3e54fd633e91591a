// The Markdown that Teams shows in cards and messages: bold, italic, lists and links; nothing else, and no HTML.

/** Safe HTML for a text. */
export function toHtml(text: string): string {
  const lines = escape(text).split(/\r?\n/);
  const parts: string[] = [];
  let list: 'ul' | 'ol' | undefined;
  for (const line of lines) {
    const item = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/.exec(line);
    const kind = item ? (item[1] ? 'ol' : 'ul') : undefined;
    if (list && list !== kind) parts.push(`</${list}>`);
    if (kind && list !== kind) parts.push(kind === 'ol' ? `<ol start="${item?.[1] ?? 1}">` : '<ul>');
    list = kind;
    parts.push(item ? `<li>${inline(item[2] ?? '')}</li>` : line === '' ? '' : `<p>${inline(line)}</p>`);
  }
  if (list) parts.push(`</${list}>`);
  return parts.join('');
}

function inline(text: string): string {
  const bold = text.replaceAll(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '<strong>$1</strong>');
  const italic = bold.replaceAll(/(?<![\\\w*])([*_])(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])/g, '<em>$2</em>');
  const linked = italic.replaceAll(/(?<!\\)\[([^\]]+?)(?<!\\)\]\(((?:https?:|mailto:)[^\s)"]+)\)/g, '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>');
  const mentioned = linked.replaceAll(/&lt;at&gt;(.+?)&lt;\/at&gt;/g, '<span class="mention">@$1</span>');
  return mentioned.replaceAll(/\\([\\`*_{}[\]()#+\-.!|~&])/g, '$1');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
