"""Fixed words of the plan. Both languages stand side by side: a document follows its own language, not the screen's."""

from virage.core.words import Words

PLACE = Words(fr="Plan d’intervention", en="Action plan")
FICTITIOUS = Words(
    fr="Démonstration : entreprise et réponses fictives.", en="Demonstration: fictitious enterprise and answers."
)
LEAD = Words(
    fr="Ce plan part de vos réponses. Il propose un ordre, dit pourquoi, et vous laisse décider.",
    en="This plan starts from your answers. It proposes an order, says why, and leaves the decision to you.",
)
OUT_OF = Words(fr="{} sur 100", en="{} out of 100")
BETWEEN = Words(
    fr="score du diagnostic; entre {} et {}, selon les réponses qui manquent",
    en="assessment score; between {} and {}, depending on missing answers",
)
EXACT = Words(fr="score du diagnostic, toutes réponses connues", en="assessment score, every answer known")
COST_LABEL = Words(fr="pour toutes les actions, avant taxes et aides", en="for all actions, before taxes and aid")
HOURS_LABEL = Words(fr="de votre équipe, en tout", en="of your team’s time, in all")
ESTIMATE = Words(
    fr="Coûts, heures et durées : ordre de grandeur, estimation de {} ({}), à confirmer par soumission.",
    en="Costs, hours and durations: order of magnitude, estimated by {} ({}), to be confirmed by quote.",
)
BY_QUARTER = Words(fr="Le plan, trimestre par trimestre", en="The plan, quarter by quarter")
ACTION = Words(fr="Action", en="Action")
WHEN = Words(fr="Quand", en="When")
HOURS = Words(fr="Vos heures", en="Your hours")
COST = Words(fr="Coût", en="Cost")
TOTAL = Words(fr="En tout", en="Total")
FIRST_BADGE = Words(fr="parmi les trois premières", en="among the first three")
UNPLACED = Words(fr="plus tard", en="later")
DETAILS = Words(fr="Chaque action, et pourquoi", en="Each action, and why")
EFFORT = Words(fr="Coût, heures, quand", en="Cost, hours, when")
WHY = Words(fr="Pourquoi", en="Why")
GIVES = Words(fr="Ce qu’elle donne", en="What it gives")
GAIN = Words(fr="Gain", en="Gain")
WHO_HELPS = Words(fr="Qui peut aider", en="Who can help")
WHO_PAYS = Words(fr="Qui pourrait payer", en="Who could pay")
PITFALLS = Words(fr="Ce qui tourne mal", en="What goes wrong")
FIRST_STEP = Words(fr="Premier pas", en="First step")
NOT_KNOWN = Words(fr="Pas encore connu", en="Not known yet")
AIDS = Words(fr="Les aides qui pourraient payer", en="Funding programs that could pay")
AID = Words(fr="Programme", en="Program")
VERDICT = Words(fr="Admissibilité", en="Eligibility")
TO_SETTLE = Words(fr="Ce qui compte, ou reste à préciser", en="What counts, or is still to be settled")
NO_AID = Words(
    fr="Aucune aide n’a encore été examinée pour ce plan.",
    en="No funding program has been examined for this plan yet.",
)
AID_NOTE = Words(
    fr="Seul le bailleur décide. Ne signez ni n’achetez rien avant de savoir si une dépense faite avant l’accord "
    "serait refusée.",
    en="Only the funder decides. Sign and buy nothing before knowing whether a cost incurred before approval "
    "would be refused.",
)
LEFT_OUT = Words(fr="Laissé de côté, et pourquoi", en="Left out, and why")
HOW = Words(fr="Comment ce plan est fait", en="How this plan is made")
METHOD = (
    Words(
        fr="Une action est proposée si elle améliore au moins une de vos réponses et convient à votre secteur et "
        "à votre taille.",
        en="An action is proposed if it improves at least one of your answers and suits your sector and size.",
    ),
    Words(
        fr="La première est celle qui répare le plus de ce qui reste à réparer. À égalité, la sécurité passe "
        "d’abord, puis ce qui coûte le moins – ou ce qui prend le moins d’heures, si le temps vous manque.",
        en="First comes the action that mends most of what remains. At equal need, security goes first, then what "
        "costs least – or takes the fewest hours, if time is what you lack.",
    ),
    Words(
        fr="Chaque trimestre compte le haut des fourchettes et ne dépasse ni votre budget ni vos heures. Une "
        "action commence le trimestre après celle dont elle dépend.",
        en="Each quarter counts the high end of the ranges and exceeds neither your budget nor your hours. An "
        "action begins the quarter after the one it rests on.",
    ),
    Words(
        fr="Le calcul propose; vous et votre personne-conseil décidez. Une personne peut revoir ce plan avec vous.",
        en="The calculation proposes; you and your adviser decide. A person can review this plan with you.",
    ),
)
SOURCES = Words(fr="Sources", en="Sources")
