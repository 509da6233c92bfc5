/** The ids of the credential configurations, for those who only name them: the configurations bring along all that signs. */
export const configurationIds = ['kluscv-sd-jwt', 'kluscv-ldp', 'kluscv-ldp-sd', 'kluscv-jwt'] as const;
