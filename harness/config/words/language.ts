export const LANGUAGES = ['en', 'pt'] as const;
/** English, and Portuguese as it is written in Portugal, where the course is taught. */
export type Language = (typeof LANGUAGES)[number];
