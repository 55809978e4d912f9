import { AddressChange } from '#emails/address-change'
import { sampleAddressChange } from './samples.ts'

export default function Preview(props: Parameters<typeof AddressChange>[0]) {
  return <AddressChange {...props} />
}

Preview.PreviewProps = sampleAddressChange('ko')
