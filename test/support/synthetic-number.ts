/**
 * National identity numbers that belong to nobody: eighty is added to the month, as in the tax administration's
 * synthetic test population (https://skatteetaten.github.io/testnorge-tenor-dokumentasjon/), and the checksums are right.
 */

/** Eleven digits for a birth date `ddmmyy` and a serial number of three digits. Throws where no checksum exists. */
export function syntheticNumber(birthDate: string, serial: string): string {
  const month = String(Number(birthDate.slice(2, 4)) + 80)
  const nine = `${birthDate.slice(0, 2)}${month}${birthDate.slice(4)}${serial}`
  const first = checkDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2])
  return `${nine}${first}${checkDigit(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])}`
}

function checkDigit(digits: string, weights: number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  const digit = (11 - (sum % 11)) % 11
  if (digit === 10) throw new Error(`no checksum for ${digits}: take another serial number`)
  return digit
}
