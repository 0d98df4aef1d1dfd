"""Words that say little about what a report is about: function words, and the common words of news."""

from __future__ import annotations

from mediawire.text.wordlists import words

STOP = words(
    "the a an of to in on and for with at by from as is are was were be been being has have had having it its that this"
    " these those he she his her him they their them who whom whose which will would shall should can could may might"
    " must after over under said say says saying not no nor but or if than then so such new up out off down about more"
    " most less least into onto no we our us you your i my me mr mrs ms what when where why how all any each other some"
    " there here also just only very too both between during before against while because since until through again do"
    " does did done get got one two"
)
_COMMON = words(
    "year years day days week weeks month months time times people man men woman women world country countries state"
    " states government president minister official officials party police report reports reported according news told"
    " tuesday monday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december today yesterday tomorrow morning night last first next second third three four five six"
    " seven eight nine ten hundred thousand million billion percent number group public national international local"
    " american america u.s united former former leader leaders members member house white court law case called call"
    " calls made make makes making take takes taken took taking come came coming go going went gone see seen saw know"
    " known think thought want wanted wants need needs work working worked part place way back well still even many"
    " much"
    " several long high large big small great good best better right left own old young early late later recent"
    " recently"
    " now never ever always every often however although though another among around across near like use used using"
    " help support plan plans issue issues political policy power end ended ending start started begin began beginning"
    " show shows showed shown give given gave found find finds put set held hold keep kept let look looking asked ask"
    " added statement spokesman spokeswoman announced expected include includes including included change changes life"
    " home family children school city cities area capital office company companies business money market economic"
    " economy media social campaign vote voters election meeting security military forces force war attack health care"
    " death dead killed died die live lives lived living move moved point points question questions fact story"
)
COMMON = frozenset(word[:7] for word in _COMMON)
