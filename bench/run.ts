/** `npm run bench -- <name>`: one of the measurements by name, loaded alone; without a name, their list. */

const measurements: Readonly<Record<string, () => Promise<void>>> = {
  booking: async () => (await import('./booking.ts')).bookingBench(),
  calendar: async () => (await import('./calendar.ts')).calendarBench(),
  notices: async () => (await import('./notices.ts')).noticesBench(),
  memory: async () => (await import('./memory.ts')).memory(),
};

const [name = ''] = process.argv.slice(2);
const measurement = Object.hasOwn(measurements, name) ? measurements[name] : undefined;
if (measurement === undefined) {
  process.stderr.write(`Say which: ${Object.keys(measurements).join(', ')}\n`);
  process.exit(2);
}
await measurement();
