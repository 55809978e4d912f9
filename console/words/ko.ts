export { console as words } from '#messages/ko'
