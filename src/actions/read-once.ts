/**
 * Reads what never changes once it is there, and keeps the few of it that were read last: pages and batches ask for the
 * same rows hundreds of times a second. Nothing of a reader may be read so.
 * @param keptMax how many are kept
 * @param read by an id that never comes to stand for anything else
 */
export function readOnce<Source, Value>(
  keptMax: number,
  read: (source: Source, id: string) => Promise<Value>,
): (source: Source, id: string) => Promise<Value> {
  // Promises, so that a hundred who ask at once have it read once.
  const kept = new Map<string, Promise<Value>>()
  return (source, id) => {
    const known = kept.get(id)
    if (known !== undefined) return known
    const reading = read(source, id)
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size >= keptMax) kept.delete(oldest)
    kept.set(id, reading)
    // What could not be read is asked for again.
    reading.catch(() => kept.delete(id))
    return reading
  }
}
