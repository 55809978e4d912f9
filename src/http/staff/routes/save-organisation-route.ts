import { createRoute } from '@hono/zod-openapi'
import { saveOrganisation } from '#actions/save-organisation'
import { organisationSchema } from '#domain/organisation'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const example = {
  name: { en: 'New Spring Network', ko: '새봄네트워크' },
  postalAddress: { en: '12 Example Street, Seoul', ko: '서울특별시 종로구 예시로 12' },
  contactAddress: 'hello@news.example',
  senderAddress: 'letters@news.example',
  timeZone: 'Asia/Seoul',
  imprint: {
    legalName: { en: 'New Spring Network, registered non-profit no. 123', ko: '비영리민간단체 새봄네트워크 제123호' },
    responsible: { en: 'Han Bom, director', ko: '대표 한봄' },
    hostingCountry: { en: 'Republic of Korea', ko: '대한민국' },
    securityContact: 'security@news.example',
    encryptionKeyUrl: null,
  },
  embedOrigins: ['https://www.spring.example'],
  retention: { leaverDays: 30, deliveryMonths: 24 },
}

const route = createRoute({
  method: 'put',
  path: '/api/organisation',
  tags: ['Organisation'],
  summary: 'Describe the organisation',
  description: [
    'For administrators. A change of the sender voids the approvals of campaigns that have not left.',
    '`imprint`, `embedOrigins` and `retention` stay as they are when they are left out. `embedOrigins` names the sites',
    'whose pages may carry the subscribe form by script; `retention` says after how long what is known of readers goes.',
  ].join(' '),
  ...signedIn,
  request: { body: { required: true, content: { 'application/json': { schema: organisationSchema, example } } } },
  responses: {
    204: { description: 'Saved.' },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'address-malformed',
      'address-not-supported',
      'sender-domain-not-signed',
    ),
  },
})

export function saveOrganisationRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await saveOrganisation(world, { member: c.var.member, organisation: c.req.valid('json') })
    return c.body(null, 204)
  })
}
