import { CodeForm, VerifyFrame, type VerifyProps } from '../parts/verify-parts.tsx'

/** Asks for the code of a letter, and names the signs that need no computer. */
export function VerifyPage({ host, message, ...props }: VerifyProps & { host: string; message: string | undefined }) {
  const { words } = props.visit
  return (
    <VerifyFrame {...props}>
      <h1>{words.page('verify.title')}</h1>
      <p class="lead">{words.page('verify.lead')}</p>
      <CodeForm visit={props.visit} value="" message={message} />
      <section class="signs">
        <h2>{words.page('verify.signsTitle')}</h2>
        <ol>
          {([1, 2, 3] as const).map((number) => (
            <li>
              <span class="strong">{words.page(`verify.sign${number}Title`, { host })}</span>
              <span>{words.page(`verify.sign${number}Text`)}</span>
            </li>
          ))}
        </ol>
      </section>
    </VerifyFrame>
  )
}
