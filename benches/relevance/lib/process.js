// @ts-check
/** Other programs, run and measured. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Runs a program to its end.
 *
 * @param {string} program @param {string[]} args @param {string} [input] what it reads from standard input
 * @returns {Promise<{seconds: number, megabytes: number, stdout: string}>} wall time, and the most memory it held (0 where the system does
 *   not tell)
 * @throws when it does not end with 0
 */
export async function run(program, args, input = '') {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let kilobytes = 0;
  const peak = () => {
    try {
      kilobytes = Math.max(kilobytes, Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? 0));
    } catch {
      // Ended meanwhile, or a system without /proc.
    }
  };
  const watch = setInterval(peak, 10);
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stderr.slice(-2000) || stdout.slice(-2000)}`);
  return { seconds: (performance.now() - began) / 1000, megabytes: kilobytes / 1024, stdout };
}
