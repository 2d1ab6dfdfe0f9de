"""Fixed words of a specification. Both languages stand side by side: a document follows its own language."""

from virage.core.words import Words

PLACE = Words(fr="Cahier des charges, première version", en="Specification, first draft")
FICTITIOUS = Words(fr="Démonstration : entreprise fictive.", en="Demonstration: fictitious enterprise.")
LEAD = Words(
    fr="Ce document dit à des fournisseurs ce dont l’entreprise a besoin, dans les mêmes termes pour tous, pour que "
    "leurs soumissions se comparent.",
    en="This document tells suppliers what the enterprise needs, in the same terms for all, so that their quotes can "
    "be compared.",
)
DRAFT = Words(
    fr="Première version, produite à partir des actions choisies. Relisez-la, retirez ce qui ne vous sert pas, "
    "complétez ce qui est entre crochets. Ce n’est pas un avis juridique.",
    en="First draft, produced from the chosen actions. Review it, remove what you do not need, fill in what is between "
    "brackets. This is not legal advice.",
)
NEED = Words(fr="Le besoin", en="The need")
WHAT = Words(fr="Ce que nous voulons", en="What we want")
WHY = Words(fr="Pourquoi", en="Why")
CONTEXT = Words(fr="Le contexte", en="The context")
TO_FILL = Words(fr="[à compléter]", en="[to be filled in]")
CONTEXT_LINES = (
    Words(fr="Les personnes qui s’en serviront, et combien", en="The people who will use it, and how many"),
    Words(fr="Les logiciels en place", en="The systems in place"),
    Words(fr="Les volumes : commandes, clients, documents", en="Volumes: orders, customers, documents"),
    Words(fr="La personne à joindre", en="The person to contact"),
)
REQUIREMENTS = Words(fr="Les exigences", en="The requirements")
HOW_TO_ANSWER = Words(
    fr="Répondez à chaque ligne : oui, en partie ou non, avec une précision. Une exigence essentielle sans réponse "
    "compte comme un non. Le critère dit comment l’entreprise vérifiera.",
    en="Answer every line: yes, in part or no, with a detail. An essential requirement left unanswered counts as no. "
    "The criterion says how the enterprise will check.",
)
NUMBER = Words(fr="No", en="No.")
REQUIREMENT = Words(fr="Exigence et critère d’acceptation", en="Requirement and acceptance criterion")
PRIORITY = Words(fr="Priorité", en="Priority")
ANSWER = Words(fr="Réponse du fournisseur", en="Supplier’s answer")
ACCEPTANCE = Words(fr="Vérification :", en="Check:")
PRIORITIES = {
    "essential": Words(fr="essentielle", en="essential"),
    "desirable": Words(fr="souhaitable", en="desirable"),
}
CATEGORIES = {
    "functional": Words(fr="Ce que l’outil doit faire", en="What the tool must do"),
    "integration": Words(fr="Liens avec les autres logiciels", en="Links with other systems"),
    "data": Words(fr="Données et portabilité", en="Data and portability"),
    "security": Words(fr="Sécurité", en="Security"),
    "privacy": Words(fr="Renseignements personnels", en="Personal information"),
    "french": Words(fr="Langue française", en="French language"),
    "accessibility": Words(fr="Accessibilité", en="Accessibility"),
    "support": Words(fr="Mise en service et soutien", en="Go-live and support"),
    "exit": Words(fr="Fin du contrat", en="End of contract"),
    "commercial": Words(fr="Offre et engagements du fournisseur", en="Supplier’s offer and commitments"),
}
PRICE = Words(fr="Bordereau de prix", en="Price form")
PRICE_NOTE = Words(
    fr="En dollars canadiens, avant taxes. Aucune case vide : « inclus » et « non offert » sont des réponses.",
    en="In Canadian dollars, before taxes. No empty cell: “included” and “not offered” are answers.",
)
PRICE_LINE = Words(fr="Poste", en="Item")
YEARS = (Words(fr="An 1", en="Year 1"), Words(fr="An 2", en="Year 2"), Words(fr="An 3", en="Year 3"))
PRICE_LINES = (
    Words(fr="Licences ou abonnements", en="Licences or subscriptions"),
    Words(fr="Mise en place et réglages", en="Setup and configuration"),
    Words(fr="Reprise des données", en="Data migration"),
    Words(fr="Liens avec les autres logiciels", en="Links with other systems"),
    Words(fr="Formation", en="Training"),
    Words(fr="Soutien", en="Support"),
    Words(fr="Matériel", en="Hardware"),
    Words(fr="Autres frais, nommés", en="Other fees, named"),
)
TOTAL = Words(fr="Total", en="Total")
CALENDAR = Words(fr="Calendrier", en="Calendar")
STEP = Words(fr="Étape", en="Step")
DATE = Words(fr="Date", en="Date")
STEPS = (
    Words(fr="Questions des fournisseurs, réponses données à tous", en="Suppliers’ questions, answers given to all"),
    Words(fr="Réception des soumissions", en="Quotes received"),
    Words(fr="Démonstrations sur nos cas", en="Demonstrations on our cases"),
    Words(fr="Choix et signature", en="Choice and signature"),
    Words(fr="Mise en service", en="Go-live"),
    Words(fr="Réception, après l’essai", en="Acceptance, after the trial"),
)
CHOICE = Words(fr="Comment nous choisirons", en="How we will choose")
CHOICE_LINES = (
    Words(
        fr="D’abord les exigences essentielles : chaque « non » ou « en partie » est discuté avant tout prix.",
        en="Essential requirements first: every “no” or “in part” is discussed before any price.",
    ),
    Words(
        fr="Ensuite la démonstration sur nos cas, notée par les personnes qui s’en serviront.",
        en="Then the demonstration on our cases, graded by the people who will use it.",
    ),
    Words(
        fr="Ensuite le prix total sur trois ans, et deux clients de même taille que nous appellerons.",
        en="Then the total price over three years, and two clients of our size whom we will call.",
    ),
    Words(
        fr="Si une aide financière est demandée : rien n’est signé avant de savoir si une dépense faite avant l’accord "
        "serait refusée.",
        en="If financial assistance is requested: nothing is signed before knowing whether a cost incurred before "
        "approval would be refused.",
    ),
)
SOURCES = Words(fr="D’où viennent certaines exigences", en="Where some requirements come from")
SOURCES_NOTE = Words(
    fr="Ces exigences reprennent une obligation légale, en nos mots; les autres sont les nôtres.",
    en="These requirements restate a legal duty, in our words; the others are our own.",
)
