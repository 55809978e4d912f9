import { AddressNotice } from '#emails/address-notice'
import { sampleAddressNotice } from './samples.ts'

export default function Preview(props: Parameters<typeof AddressNotice>[0]) {
  return <AddressNotice {...props} />
}

Preview.PreviewProps = sampleAddressNotice('ko')
