export { console as words } from '#messages/en'
