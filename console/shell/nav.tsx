import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { meQuery } from '../queries.ts'
import { useNeeds } from '../screens/home/use-needs.ts'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'
import styles from './shell.module.css'
import { StopAll } from './stop-all.tsx'

/** The menu: every place, the stop for everything, and oneself. A rail shows pictures and says the words. */
export function Nav({ isSlim }: { readonly isSlim: boolean }) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const { needs } = useNeeds()
  return (
    <>
      <nav aria-label={words('shell.navigation')} className={styles['nav']}>
        {navItems.map(({ to, icon, word }) => (
          <Link
            key={to}
            to={to}
            className={styles['item']}
            activeOptions={{ exact: to === '/' }}
            title={isSlim ? words(word) : undefined}
          >
            <Icon name={icon} />
            <span className={styles['word']}>{words(word)}</span>
            {to === '/' && needs.length > 0 && (
              <span className={styles['count']}>
                {needs.length}
                <span className="visually-hidden"> {words('nav.waiting')}</span>
              </span>
            )}
          </Link>
        ))}
      </nav>
      <div className={styles['foot']}>
        <StopAll />
        {me !== undefined && (
          <Link to="/account" className={styles['me']} title={isSlim ? me.name : undefined}>
            <span className={styles['initial']} aria-hidden="true">
              {[...me.name][0]}
            </span>
            <span className={styles['word']}>
              <b>{me.name}</b>
              <br />
              <span className="hint">{words(`role.${me.role}`)}</span>
            </span>
          </Link>
        )}
      </div>
    </>
  )
}
