import { startEmulator } from '../../../src/emulator/index.ts';
import { generateTenant } from '../tenant/generate-tenant.ts';
import { receiveTask, sendAnswer } from './processes.ts';

const size = await receiveTask('emulator-process');
const emulator = await startEmulator({ tenant: generateTenant(size) });
const { cloud, ca, signIn } = emulator;

let taken = 0;
process.on('message', () => {
  const records = emulator.requests();
  process.send?.(records.slice(taken));
  taken = records.length;
});
process.on('disconnect', () => {
  void emulator.stop();
});
sendAnswer('emulator-process', { cloud, ca, signIn });
