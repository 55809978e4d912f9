import { OpenAPIHono } from '@hono/zod-openapi'
import type { JoinStaff } from './join-staff.ts'
import { acceptInvitationRoute } from './routes/accept-invitation-route.ts'
import { changeProfileRoute } from './routes/change-profile-route.ts'
import { changeRoleRoute } from './routes/change-role-route.ts'
import { checkAuditChainRoute } from './routes/check-audit-chain-route.ts'
import { confirmByCodeRoute } from './routes/confirm-by-code-route.ts'
import { confirmByPasskeyRoute } from './routes/confirm-by-passkey-route.ts'
import { confirmByRecoveryCodeRoute } from './routes/confirm-by-recovery-code-route.ts'
import { createApiKeyRoute } from './routes/create-api-key-route.ts'
import { endSessionRoute } from './routes/end-session-route.ts'
import { inviteStaffRoute } from './routes/invite-staff-route.ts'
import { listApiKeysRoute } from './routes/list-api-keys-route.ts'
import { listAuditEventsRoute } from './routes/list-audit-events-route.ts'
import { listInvitationsRoute } from './routes/list-invitations-route.ts'
import { listMembersRoute } from './routes/list-members-route.ts'
import { listSecondFactorsRoute } from './routes/list-second-factors-route.ts'
import { listSessionsRoute } from './routes/list-sessions-route.ts'
import { readMeRoute } from './routes/read-me-route.ts'
import { removeStaffRoute } from './routes/remove-staff-route.ts'
import { revokeApiKeyRoute } from './routes/revoke-api-key-route.ts'
import { revokeInvitationRoute } from './routes/revoke-invitation-route.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'

/** What concerns the staff themselves: yourself, colleagues, keys for programs, and the record of what was done. */
export function peopleRoutes(parts: StaffParts, joinStaff: JoinStaff) {
  return new OpenAPIHono<StaffEnv>()
    .route('/', readMeRoute(parts))
    .route('/', inviteStaffRoute(parts))
    .route('/', acceptInvitationRoute(joinStaff))
    .route('/', changeProfileRoute(parts))
    .route('/', listSecondFactorsRoute(parts))
    .route('/', listSessionsRoute(parts))
    .route('/', endSessionRoute(parts))
    .route('/', confirmByCodeRoute(parts))
    .route('/', confirmByRecoveryCodeRoute(parts))
    .route('/', confirmByPasskeyRoute(parts))
    .route('/', listMembersRoute(parts))
    .route('/', changeRoleRoute(parts))
    .route('/', removeStaffRoute(parts))
    .route('/', listInvitationsRoute(parts))
    .route('/', revokeInvitationRoute(parts))
    .route('/', createApiKeyRoute(parts))
    .route('/', listApiKeysRoute(parts))
    .route('/', revokeApiKeyRoute(parts))
    .route('/', listAuditEventsRoute(parts))
    .route('/', checkAuditChainRoute(parts))
}
