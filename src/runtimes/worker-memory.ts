/**
 * What V8 is told of the memory of a worker, in MB. A worker needs some 50 MB and makes new objects all the time: told
 * nothing, V8 lets the old ones lie until they are several times as much, on a machine with memory to spare. A lower
 * ceiling makes it collect them sooner; a worker that ever comes near to it has a leak, and is started again.
 */
export const workerMemoryOptions: readonly string[] = ['--max-semi-space-size=16', '--max-old-space-size=1024']
