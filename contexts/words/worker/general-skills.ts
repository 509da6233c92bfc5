/** The general skills paragraph as it is signed: in Dutch, word for word, in whatever language a page speaks. */
export const generalSkillsText = (worker: string, platform: string): string =>
  `Werken via een online platform vergt specifieke skills. ${worker} heeft tijdens zijn werk via ${platform} getoond de volgende vaardigheden te bezitten.\n\nEen platformwerker is flexibel in denken en handelen, want voor platformwerk is mentale wendbaarheid vereist om snel te schakelen. Ook vergt dit type werk zelfstandigheid in het aannemen van klussen, het stellen van voorwaarden, het plannen van werk en het zorgen voor goede en gezonde arbeidsomstandigheden. Om platformwerk te doen zijn tevens digitale vaardigheden en marketingskills nodig. Een platformwerker kan zichzelf online presenteren, lezen en schrijven en communiceren met potentiële opdrachtgevers.`;

/** Who stands in the paragraph when the worker keeps the name out. */
export const generalSkillsNobody = 'De platformwerker';
