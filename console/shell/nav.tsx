import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { meQuery } from '../queries.ts'
import { useNeeds } from '../screens/home/use-needs.ts'
import { useWords } from '../words.tsx'
import { navItems } from './nav-items.ts'
import styles from './nav.module.css'
import { StopAll } from './stop-all.tsx'

/** The menu: every place, the stop for everything, and oneself. A rail shows pictures and says the words. */
export function Nav({ isSlim }: { readonly isSlim: boolean }) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const { needs } = useNeeds()
  const slim = isSlim ? styles['slim'] : ''
  const word = isSlim ? 'visually-hidden' : undefined
  return (
    <>
      <nav aria-label={words('shell.navigation')} className={`${styles['nav']} ${slim}`}>
        {navItems.map(({ to, icon, word: name }) => (
          <Link
            key={to}
            to={to}
            className={styles['item']}
            activeOptions={{ exact: to === '/' }}
            title={isSlim ? words(name) : undefined}
          >
            <Icon name={icon} />
            <span className={word}>{words(name)}</span>
            {to === '/' && needs.length > 0 && (
              <span className={styles['count']}>
                {needs.length}
                <span className="visually-hidden"> {words('nav.waiting')}</span>
              </span>
            )}
          </Link>
        ))}
      </nav>
      <div className={`${styles['foot']} ${slim}`}>
        <StopAll look={isSlim ? 'slim' : 'full'} />
        {me !== undefined && (
          <Link to="/account" className={styles['me']} title={isSlim ? me.name : undefined}>
            <span className={styles['initial']} aria-hidden="true">
              {[...me.name][0]}
            </span>
            <span className={word}>
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
