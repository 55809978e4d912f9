import type { Child } from 'hono/jsx'
import type { OfferedDay } from '#actions/read-preferences'
import { cadences } from '#domain/cadence'
import { limits } from '#domain/limits'
import type { TypedChoices } from '#domain/preferences'
import type { Words } from '../../words.ts'
import { timeZoneGroups } from '../time-zones.ts'
import { controlId, describedBy, FieldMessage, messageFor, type FormErrors } from './form-parts.tsx'

type SectionProps = { readonly words: Words; readonly choices: TypedChoices; readonly errors: FormErrors }

/** One subject of the page: its name on the left, its controls on the right. */
export function Setting({ title, id, children }: { title: string; id?: string; children?: Child }) {
  return (
    <section class="set">
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** How often letters come; the days are shown where only those are wanted, and always to browsers that cannot hide them. */
export function CadenceSetting(props: SectionProps & { days: readonly OfferedDay[] }) {
  const { words, choices, errors, days } = props
  const collator = new Intl.Collator(words.locale)
  const inOrder = days.toSorted((one, other) => collator.compare(one.name[words.locale], other.name[words.locale]))
  return (
    <Setting title={words.page('preferences.cadence')} id="set-cadence">
      <div>
        <div role="radiogroup" aria-labelledby="set-cadence">
          <FieldMessage field="cadence" message={messageFor(errors, 'cadence')} />
          <ul class="options">
            {cadences.map((cadence, index) => (
              <li>
                <label>
                  <input
                    type="radio"
                    name="cadence"
                    value={cadence}
                    checked={cadence === choices.cadence}
                    id={index === 0 ? controlId('cadence') : undefined}
                    aria-describedby={`cadence-${cadence}`}
                  />
                  <span class="strong">{words.page(`preferences.cadences.${cadence}.name`)}</span>
                </label>
                <p class="hint" id={`cadence-${cadence}`}>
                  {words.page(`preferences.cadences.${cadence}.hint`)}
                </p>
              </li>
            ))}
          </ul>
        </div>
        <div class="days" role="group" aria-label={words.page('preferences.chosenDays')}>
          <FieldMessage field="chosenDays" message={messageFor(errors, 'chosenDays')} />
          <ul>
            {inOrder.map(({ id, name }, index) => (
              <li>
                <label>
                  <input
                    type="checkbox"
                    name="chosenDays"
                    value={id}
                    checked={choices.chosenDays.includes(id)}
                    id={index === 0 ? controlId('chosenDays') : undefined}
                  />
                  <span>{name[words.locale]}</span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Setting>
  )
}

/** Letters stop until a day. */
export function PauseSetting({ words, choices, errors }: SectionProps) {
  const message = messageFor(errors, 'pausedUntil')
  const hint = words.page('preferences.pauseHint')
  return (
    <Setting title={words.page('preferences.pause')}>
      <div>
        <label class="label" for={controlId('pausedUntil')}>
          {words.page('preferences.pauseUntil')}
        </label>
        <p class="hint" id={`${controlId('pausedUntil')}-hint`}>
          {hint}
        </p>
        <input
          type="date"
          id={controlId('pausedUntil')}
          name="pausedUntil"
          value={choices.pausedUntil}
          placeholder="2026-09-01"
          aria-describedby={describedBy('pausedUntil', { hint, message })}
          aria-invalid={message === undefined ? undefined : 'true'}
        />
        <FieldMessage field="pausedUntil" message={message} />
      </div>
    </Setting>
  )
}

/** Holidays around which nothing is sent; none where the library offers none. */
export function QuietSetting(props: SectionProps & { holidays: readonly OfferedDay[] }) {
  const { words, choices, errors, holidays } = props
  if (holidays.length === 0) return null
  return (
    <Setting title={words.page('preferences.quiet')} id="set-quiet">
      <div role="group" aria-labelledby="set-quiet" aria-describedby={`${controlId('quietDays')}-hint`}>
        <p class="hint" id={`${controlId('quietDays')}-hint`}>
          {words.page('preferences.quietHint')}
        </p>
        <FieldMessage field="quietDays" message={messageFor(errors, 'quietDays')} />
        <ul class="topics switches">
          {holidays.map(({ id, name }, index) => (
            <li>
              <Switch
                field="quietDays"
                value={id}
                isOn={choices.quietDays.includes(id)}
                label={words.page('preferences.quietAround', { holiday: name[words.locale] })}
                id={index === 0 ? controlId('quietDays') : undefined}
              />
            </li>
          ))}
        </ul>
      </div>
    </Setting>
  )
}

/** How letters look and greet. */
export function LookSetting({ words, choices, errors }: SectionProps) {
  const message = messageFor(errors, 'name')
  const hint = words.page('preferences.nameHint')
  return (
    <Setting title={words.page('preferences.look')}>
      <div>
        <ul class="topics switches bare">
          <li>
            <Switch
              field="isTextOnly"
              value="yes"
              isOn={choices.isTextOnly}
              label={words.page('preferences.textOnly')}
              describedBy="text-only-hint"
            />
            <p class="hint" id="text-only-hint">
              {words.page('preferences.textOnlyHint')}
            </p>
          </li>
        </ul>
        <div class="field">
          <label class="label" for={controlId('name')}>
            {words.page('preferences.name')}
          </label>
          <p class="hint" id={`${controlId('name')}-hint`}>
            {hint}
          </p>
          <input
            type="text"
            id={controlId('name')}
            name="name"
            value={choices.name}
            maxlength={2 * limits.greetingNameLengthMax}
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy('name', { hint, message })}
            aria-invalid={message === undefined ? undefined : 'true'}
          />
          <FieldMessage field="name" message={message} />
        </div>
      </div>
    </Setting>
  )
}

/** Where a reader lives, by the clock. */
export function TimeZoneSetting({ words, choices: { timeZone }, errors }: SectionProps) {
  const message = messageFor(errors, 'timeZone')
  const hint = words.page('preferences.timeZoneHint')
  const groups = timeZoneGroups(words.locale)
  const isListed = timeZone === '' || groups.some((group) => group.zones.some(({ id }) => id === timeZone))
  return (
    <Setting title={words.page('preferences.arrival')}>
      <div>
        <label class="label" for={controlId('timeZone')}>
          {words.page('preferences.timeZone')}
        </label>
        <p class="hint" id={`${controlId('timeZone')}-hint`}>
          {hint}
        </p>
        <select
          id={controlId('timeZone')}
          name="timeZone"
          aria-describedby={describedBy('timeZone', { hint, message })}
        >
          <option value="">{words.page('preferences.timeZoneNone')}</option>
          {!isListed && (
            <option value={timeZone} selected>
              {timeZone}
            </option>
          )}
          {groups.map(({ region, zones }) => (
            <optgroup label={words.page(`regions.${region}`)}>
              {zones.map(({ id, name }) => (
                <option value={id} selected={id === timeZone}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <FieldMessage field="timeZone" message={message} />
      </div>
    </Setting>
  )
}

// A box that is ticked says by itself that the switch is on.
const asSwitch = { class: 'switch', role: 'switch' } as const

function Switch(props: {
  field: string
  value: string
  isOn: boolean
  label: string
  id?: string | undefined
  describedBy?: string
}) {
  const { field, value, isOn, label, id, describedBy: description } = props
  return (
    <label>
      <input
        type="checkbox"
        {...asSwitch}
        name={field}
        value={value}
        checked={isOn}
        id={id}
        aria-describedby={description}
      />
      <span class="strong">{label}</span>
    </label>
  )
}
