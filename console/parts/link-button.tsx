import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

type LinkButtonProps = Omit<ButtonProps, 'leftSection'> & {
  readonly ref?: Ref<HTMLAnchorElement>
  readonly icon?: IconName
  readonly children: ReactNode
}

/** A way to another screen that looks like a button. */
export const LinkButton = createLink(({ icon, ...props }: LinkButtonProps) => (
  <Button component="a" leftSection={icon === undefined ? null : <Icon name={icon} size={18} />} {...props} />
))
