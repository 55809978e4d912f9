import { StaffNotice } from '#emails/staff-notice'
import { sampleStaffNotice } from './sample-staff-notice.ts'

export default function Preview(props: Parameters<typeof StaffNotice>[0]) {
  return <StaffNotice {...props} />
}

Preview.PreviewProps = sampleStaffNotice('ko')
