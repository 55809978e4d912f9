import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeClusterTemplate, type ClusterTemplate } from '../../chaos/parts/cluster-template.ts'

/** A directory for the runs of one test file, with the template that they begin with. */
export type ChaosPlace = AsyncDisposable & { readonly directory: string; readonly template: ClusterTemplate }

/** Makes a template with so many readers. The programs that its runs start are built by `built-programs.ts`. */
export async function openChaosPlace(recipients: number): Promise<ChaosPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'northlight-chaos-'))
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  const template = await makeClusterTemplate(join(directory, 'template'), recipients)
  return {
    directory,
    template,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}
