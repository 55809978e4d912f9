import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const north: MantineColorsTuple = [
  '#EEF5F7',
  '#E4EFF1',
  '#BFDCE3',
  '#8ECAD6',
  '#5FA3B3',
  '#3F8DA0',
  '#2B7A8D',
  '#1D6679',
  '#17566B',
  '#0F4052',
]

const gray: MantineColorsTuple = [
  '#F4F6F7',
  '#EBEFF1',
  '#E3E9EC',
  '#DBE2E6',
  '#7C8B96',
  '#6B7A86',
  '#596874',
  '#43525F',
  '#2A3945',
  '#13202C',
]

const dark: MantineColorsTuple = [
  '#E7EDF0',
  '#C9D3DA',
  '#93A4B0',
  '#6B7E8C',
  '#263744',
  '#1F2E3A',
  '#1A2935',
  '#131F2A',
  '#0C151D',
  '#080F15',
]

const pine: MantineColorsTuple = [
  '#F1F8F4',
  '#E4F0E9',
  '#C3DECF',
  '#8FCBA6',
  '#5FA97D',
  '#458E64',
  '#347A50',
  '#2A6D46',
  '#22623F',
  '#194B30',
]

const ochre: MantineColorsTuple = [
  '#FDF7EA',
  '#FAF0DA',
  '#F2DDAE',
  '#E5BE74',
  '#CF9F45',
  '#B47A10',
  '#9A690D',
  '#875C09',
  '#765006',
  '#573B04',
]

const plum: MantineColorsTuple = [
  '#FCF3F6',
  '#F8E8EE',
  '#EFCCD8',
  '#E2A3B8',
  '#C9728F',
  '#B15073',
  '#9B3D60',
  '#903657',
  '#86304F',
  '#66243C',
]

/** The look of the console. Families, sizes of titles below h1 and rings of focus are in `styles/ground.css`. */
export const theme = createTheme({
  primaryColor: 'north',
  primaryShade: { light: 8, dark: 6 },
  colors: { north, gray, dark, pine, ochre, plum },
  black: '#13202C',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '36px' },
  fontSizes: { xs: '14px', sm: '15px', md: '16px', lg: '18px', xl: '22px' },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: {
    fontFamily: 'var(--serif)',
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '32px', lineHeight: '1.2' },
      h2: { fontSize: '17px', lineHeight: '1.4' },
      h3: { fontSize: '15px', lineHeight: '1.5' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusClassName: 'focus-ring',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    Paper: { defaultProps: { radius: 'lg' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
  },
})

/** Mantine’s own variables in our colours: borders that can be seen, and text of the right weight. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--sheet)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--north)',
    '--mantine-color-error': 'var(--plum)',
    '--mantine-color-default': 'var(--sheet)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-disabled': 'var(--sunk)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--hair)',
  }
  return { variables: {}, light: ours, dark: { ...ours, ...paleInDark } }
}

// Mantine writes the text of subtle buttons in a shade that is nearly white in dark, whatever the colour means.
const paleInDark = Object.fromEntries(
  ['north', 'pine', 'ochre', 'plum'].map((name) => [`--mantine-color-${name}-light-color`, `var(--${name})`]),
)
