/**
 * What V8 is told of the memory of a worker, in MB. A worker holds some 50 MB that it needs and makes new objects all
 * the time: told nothing, V8 lets the old ones lie until they are several times as much, on a machine with memory to
 * spare. The ceiling makes it collect them sooner; a worker that comes near to it has a leak, and is started again.
 */
export const workerMemoryOptions: readonly string[] = ['--max-semi-space-size=16', '--max-old-space-size=512']
