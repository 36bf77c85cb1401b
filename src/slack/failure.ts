/**
 * What a failed request to Slack means for whoever sent it. Knows the errors the SDK throws and the codes Slack answers
 * with; decides nothing about what is done next.
 *
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
import { webApi } from '@slack/bolt'
import { neverConnected } from '../network.ts'
import { ChannelError, type ChannelErrorKind, codeIn } from '../ports.ts'

/**
 * Everything that is not known to have failed before Slack took the request is `ambiguous`: server errors, timeouts, broken
 * connections, answers that can't be read, and codes nobody has heard of.
 */
export function failureOf(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) return rateLimited(error.retryAfter, error)
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error)
  if (error instanceof webApi.WebAPIHTTPError)
    return new ChannelError('ambiguous', null, error, `http-${error.statusCode}`)
  if (error instanceof webApi.WebAPIRequestError) return unanswered(error.original, error)
  // The SDK's own sentence for a 429 without a usable Retry-After: it has no code.
  if (error instanceof Error && error.message.startsWith('Retry header')) return rateLimited(null, error)
  return unanswered(error, error)
}

/** Codes by which Slack refuses the token itself, whatever was asked with it. */
export function refusesToken(code: string): boolean {
  return ['account_inactive', 'invalid_auth', 'not_authed', 'token_expired', 'token_revoked'].includes(code)
}

/** Codes of an answer, or of the `ok: false` of a `response_url`. */
export function kindOf(code: string): ChannelErrorKind {
  return kinds.get(code) ?? 'ambiguous'
}

export function rateLimited(seconds: number | null | undefined, cause: unknown): ChannelError {
  const wait = seconds === null || seconds === undefined ? null : seconds * 1000
  return new ChannelError('rate-limited', wait, cause, 'ratelimited')
}

function refusal(error: InstanceType<typeof webApi.WebAPIPlatformError>): ChannelError {
  const kind = kindOf(error.data.error)
  if (kind === 'rate-limited') return rateLimited(error.data.response_metadata?.retryAfter, error)
  return new ChannelError(kind, null, error, error.data.error)
}

/** `fault` is what `fetch` rejected with. */
export function unanswered(fault: unknown, cause: unknown): ChannelError {
  const kind = neverConnected(fault) ? 'unreachable' : 'ambiguous'
  return new ChannelError(kind, null, cause, codeIn(fault))
}

const codes: Record<Exclude<ChannelErrorKind, 'ambiguous'>, string[]> = {
  'rate-limited': ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  /**
   * Refused before anything was done, and passing: Slack is down, or moves the workspace or the channel; or the token in the
   * settings is mistyped, which an administrator mends.
   */
  unreachable: [
    'external_channel_migrating',
    'invalid_auth',
    'not_authed',
    'org_login_required',
    'service_unavailable',
    'team_added_to_org',
  ],
  forbidden: [
    'access_denied',
    'accesslimited',
    'account_inactive',
    'cannot_dm_bot',
    'cant_delete_message',
    'cant_update_message',
    'channel_is_archived',
    'channel_type_not_supported',
    'compliance_exports_prevent_deletion',
    'edit_window_closed',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'invalid_user_combination',
    'is_archived',
    'is_inactive',
    'messages_tab_disabled',
    'method_not_supported_for_channel_type',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'not_in_channel',
    'posting_to_channel_denied',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'team_access_not_granted',
    'team_not_found',
    'token_expired',
    'token_revoked',
    'two_factor_setup_required',
    'user_disabled',
    'user_not_in_channel',
  ],
  /** What Slack finds wrong with the message itself: a fault of ours. */
  refused: [
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_charset',
    'invalid_form_data',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'method_deprecated',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_text',
    'unknown_method',
    'view_too_large',
  ],
  gone: [
    'cannot_reply_to_message',
    'channel_not_found',
    'expired_trigger_id',
    'expired_url',
    'exchanged_trigger_id',
    'hash_conflict',
    'message_not_found',
    'not_found',
    'thread_not_found',
    'trigger_exchanged',
    'trigger_expired',
    'used_url',
    'user_not_found',
    'user_not_visible',
    'users_not_found',
    'view_not_found',
  ],
}

const kinds = new Map<string, ChannelErrorKind>([
  ...codes['rate-limited'].map((code) => [code, 'rate-limited'] as const),
  ...codes.unreachable.map((code) => [code, 'unreachable'] as const),
  ...codes.forbidden.map((code) => [code, 'forbidden'] as const),
  ...codes.refused.map((code) => [code, 'refused'] as const),
  ...codes.gone.map((code) => [code, 'gone'] as const),
])
