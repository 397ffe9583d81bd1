export function troubleIn(text: string): string | undefined;
