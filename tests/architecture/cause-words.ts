/** Words for the cause of the seed library, which belong into `content/` and nowhere else. */
export const causeWords = /north[ -]?korea|dprk|pyongyang|defector|escapee|북한|탈북|북향/i
