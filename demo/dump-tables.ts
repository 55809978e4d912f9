import pg from 'pg'

/** Rows of one table as PostgreSQL writes them, one a line; null after the last of the table. */
export type TablePart = { readonly table: string; readonly rows: string | null }

const rowsAtOnce = 1_000

/**
 * Reads every table of every schema, in one snapshot and read-only. Bytes come out in hexadecimal, everything else as
 * text.
 */
export async function* dumpTables(databaseUrl: string): AsyncGenerator<TablePart> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'northlight-dump' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    for (const { schema, name } of await listTables(client)) {
      const table = `${schema}.${name}`
      const quoted = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
      await client.query(`declare every_row no scroll cursor for select whole::text as line from ${quoted} as whole`)
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from every_row`)
        if (rows.length === 0) break
        yield { table, rows: rows.map(({ line }) => line).join('\n') }
      }
      await client.query('close every_row')
      yield { table, rows: null }
    }
  } finally {
    await client.end()
  }
}

/** Tables, partitions and materialised views, without those of PostgreSQL itself. */
async function listTables(client: pg.Client): Promise<{ schema: string; name: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select namespace.nspname as schema, class.relname as name
    from pg_class as class join pg_namespace as namespace on namespace.oid = class.relnamespace
    where class.relkind in ('r', 'm')
      and namespace.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and class.relpersistence <> 't'
    order by 1, 2`)
  return rows
}
