import { lockDataFolder } from '../lock-data-folder.ts';

/** A process that takes the folder named on its command line, says so, and holds it until it is killed. */
await lockDataFolder(String(process.argv[2]));
console.log('held');
setInterval(() => {}, 60_000);
