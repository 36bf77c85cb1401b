/** How ids from Entra are written: of apps, tenants and people. */

export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
