"""The ruses by which text takes hold of a model without naming its instructions: a part to play, a task, a tool, a disguise."""

from __future__ import annotations

import re

from briefer.text.hostile.phrases import COURTESY, MODEL, REST, START, Phrases, listed

_OUTPUT = r"(?:(?:final|finished|resulting) )?(?:summary|brief(?!ing)|response|answer|reply|output|translation|report)"
_TEXT = r"(?:text|article|document|page|paper|passage|email|e-mail|message|file|transcript|content)"
_ORDER = (
    r"(?:say|state|write|output|print|add|include|mention|omit|leave|exclude|skip|avoid|report|rate|recommend|translate|append"
    r"|insert|end|start|begin|conclude|respond|reply|answer|praise|use|remember|make sure|be sure|do not|don['’]t|never|always"
    r"|you (?:must|should|will|shall))"
)
_WORK = r"(?:summari[sz]|process|analy[sz]|translat|evaluat|review|answer|repl[yi]|respond|paraphras|read|classif)\w*"

_OUTPUT_STEERED = (
    rf"{START}(?:when(?:ever)?|while|before|after|if) (?:you )?(?:are )?{_WORK}\b{REST}{{0,60}}, (?:please )?{_ORDER}\b"
    rf"|{START}(?:instead of|rather than) (?:a |the |any )?(?:summar(?:y|i[sz]ing)|answer(?:ing)?|respon(?:se|ding)|translati(?:on|ng)|brief)\b"
    rf"{REST}{{0,60}}, (?:please )?{_ORDER}\b"
    rf"|{START}(?:in|at the (?:end|start|top|beginning|bottom) of) (?:the|this|any|every) {_OUTPUT}, (?:please )?{_ORDER}\b"
    rf"|{START}{COURTESY}(?:conclude|end|start|begin|close|open|finish|preface) (?:the|this|any|every) {_OUTPUT} (?:with|by)\b"
    rf"|{START}{COURTESY}(?:remember to|make sure (?:to|that)|be sure to|you (?:must|should)|always|recommend|mention|say)\b{REST}{{0,100}}"
    rf"\b(?:in|into|at the (?:end|start|top) of) (?:the|this|any|every) {_OUTPUT}\b"
    rf"|{START}{COURTESY}(?:do not|don['’]t|never) (?:summari[sz]e|paraphrase|process|translate|answer) (?:this|the|any) {_TEXT}\b"
    rf"|{START}{COURTESY}(?:use|speak|write|talk)\b{REST}{{0,60}}\b(?:when|while) (?:replying|responding|answering)\b"
    rf"|{START}{COURTESY}(?:recommend that|tell|advise|instruct|convince|encourage) (?:the|your|all) (?:reader|user)s?\b"
    rf"|{START}{COURTESY}(?:give|rate|rank|score|mark) (?:this|the) (?:paper|review|manuscript|submission|candidate|resume|cv|essay|applicant|product)"
    r" (?:an? )?(?:positive|high|highest|perfect|good|favou?rable|top|first|as|\d)"
    rf"|\bthe (?:assistant|{MODEL}) (?:should|must) (?:refuse|decline) to (?:summari[sz]e|process|answer|translate) (?:it|this)\b"
)

_PART = (
    rf"{START}{COURTESY}(?:assume|take on|adopt|play|embody) the (?:role|persona|character|identity) of\b"
    rf"|{START}{COURTESY}(?:stay|remain) in character\b"
    rf"|{START}{COURTESY}(?:pretend|imagine|suppose|act as if|act like)(?: that)? you(?:['’]re| are| have| can| were)\b"
    r"|\byou are (?:about to|going to) (?:immerse|play|become|act|take on|pretend|roleplay|role-play)\b"
    r"|\blet['’]s (?:play a (?:game|role)|role-?play)\b"
    r"|\b(?:no|without(?: any)?) (?:content polic(?:y|ies)|(?:ethical|moral|safety) (?:guidelines?|restrictions?|filters?))\b"
    r"|\bdo anything now\b"
)

_TASK = (
    r"\byour (?:new|real|actual|true|only|next|sole|primary) (?:task|directive|instructions?|objective|mission now|assignment)s? (?:is|are)\b"
    r"|\byour (?:task|objective|instructions|role) (?:has|have) (?:now )?changed\b"
    rf"|\b(?:the|our) user (?:wants|has asked|asked|would like|expects|needs|requires) (?:you|the (?:assistant|model)|{MODEL}) to\b"
    r"|\b(?:previous|prior|earlier|preceding|above|original|all) (?:\w+ )?(?:instructions|prompts|directives)"
    r" (?:are|have been|should be)(?: now| hereby)? (?:void|no longer valid|invalid|cancell?ed|superseded|overridden|ignored|obsolete|revoked)\b"
    r"|\b(?:begin|start of|end of|end)(?: the)? (?:new|system|user|hidden|secret|updated|original|previous) (?:instructions?|prompt|input|message)\b"
    rf"|\bend of (?:the )?{_TEXT}\W+(?:now|new|next|system|user|human|please|from now|instead|ignore|your|you)\b"
    r"|\bsystem override\b\s*[:!.]"
    rf"|{START}(?:sure|certainly|of course|understood|absolutely|okay|ok)[!,.:]? here(?:['’]s| is| are) (?:the|your|a) "
    r"(?:summary|answer|translation|brief|response|list|information|instructions)\b"
    rf"|{START}(?:AIs?|{MODEL}s?) ?[:,] ?(?:please |now )?{_ORDER}\b"
    r"|(?:\A|\n)\s*(?:human|user)\s*:[^\n]{1,300}\b(?:assistant|ai)\s*:"
    rf"|{START}{COURTESY}(?:do not|don['’]t|stop) follow(?:ing)? (?:the |your |any |all )*(?:earlier|previous|prior|above|original) (?:rules|guidelines)\b"
)

_ASSESSED = r"(?:confidence|likelihood|reliability|credibility|risk (?:level|rating)|this source|source \d|list of actors|key judgments?|judgments?|actors?|timeline|bottom line)"
_BRIEFED = (
    rf"{START}{COURTESY}(?:set|rate|mark|grade|classify|consider|treat|list|add|put|raise|lower) \b{REST}{{0,60}}\b{_ASSESSED}\b"
    rf"{REST}{{0,40}}\b(?:to|as|high|low|moderate|reliable|confirmed|none|[A-F][1-6])\b"
    rf"|{START}{COURTESY}(?:list|add|put|name|mention) \b{REST}{{0,60}}\b(?:to|as|in|among) the (?:list of )?(?:principal |main |key )?(?:actors?|risks|events|judgments|timeline)\b"
    rf"|{START}(?:the )?{_ASSESSED}\b{REST}{{0,40}}\b(?:must|should|has to|is to) be (?:set |rated |marked )?(?:to |as )?[\"“']"
    r"|\byour (?:summary|response|answer|reply|output|translation) (?:must|should|shall|has to|needs to|may|does|can) "
    r"(?:not|only|never|always|start|begin|end|contain|include|mention|say|state|be (?:in|at least|only|exactly|written))\b"
    rf"|\b(?:make sure|ensure|see to it)(?: that)? (?:the|your|any|every) {_OUTPUT} (?:says?|states?|mentions?|includes?|contains?|omits?|does|ends?|starts?|is|has)\b"
    r"|\b(?:who|what)ever (?:summari[sz]es|processes|analy[sz]es|translates) (?:this|it)\b"
    rf"|\b(?:do not|don['’]t|must not|never|cannot)(?: ever)? (?:reveal|tell|show|mention|disclose|say|explain|report)\b{REST}{{0,40}}\b(?:to )?the user\b"
    rf"|{START}{COURTESY}(?:do not|don['’]t|never|hide|conceal|keep)\b{REST}{{0,30}}\b(?:the|from the|to the|any) (?:readers?|users?)\b{REST}{{0,30}}"
    r"(?:about|of|:|this|paragraph|message)"
    rf"|{START}{COURTESY}ask (?:the|all|your) (?:reader|user)s? (?:to|for)\b"
    rf"|\bI (?:hereby )?(?:order|instruct|command|direct|require) (?:the|this|any|every|all) (?:{MODEL}s?|model|assistant)\b"
    rf"|\b(?:note|message|instructions?|hint|memo|reminder) (?:for|to) the (?:assistant|model|summari[sz]er|{MODEL})\s*[:)\]]"
    r"|\byour (?:instructions|prompt|guidelines) (?:have been|are|were)(?: now)? (?:updated|changed|replaced|revised|overwritten)\b"
)

_WORK_ORDERED = (
    rf"{START}{COURTESY}(?:write|compose|generate|create|draft|produce|tell)(?: me)? (?:an?|the|\d+|two|three|five|ten|some)\b(?: [\w-]+){{0,3}}? "
    r"(?:poem|limerick|haiku|sonnet|story|script|song|essay|tweets?|e-?mail|joke|riddle|function|program|code|recipe|letter|blog post|advert\w*|ad|slogan"
    r"|keylogger|malware|command)\b"
    rf"|{START}{COURTESY}(?:translate|continue|rewrite|rephrase|repeat|encode) (?:everything|the (?:text|story|above|following|article|passage)|all of)\b"
    rf"|{START}{COURTESY}answer (?:the|this|my) (?:following )?question"
    rf"|{START}(?:who|what) (?:created|made|trained|built) you\b|\bwhat is your model name\b"
)

_LEAK = (
    r"\b(?:rules|instructions|directions|guidelines|directives|prompts?)(?: that)? you(?:['’]ve| have)?(?: were| been)? (?:given|received|told"
    r"|provided with|configured with)\b"
    r"|\b(?:first|previous|last|earlier|initial) (?:message|prompt|question|instruction)s? (?:in|of|from) (?:this|our|the) (?:conversation|chat|session)\b"
    r"|\byour (?:context window|context|opening tags|system tags|hidden rules|internal rules|training)\b[.?!]"
    rf"|{START}{COURTESY}(?:show|reveal|print|output|repeat|display|list|dump|copy|summari[sz]e|explain)\b{REST}{{0,60}}"
    r"\byour (?:context|opening|guidelines|policies|rules|instructions|configuration|knowledge base)\b"
)

_DEEDS = (
    rf"{START}{COURTESY}(?:stop here and )?(?:send|forward|e-?mail|post|upload|transmit|exfiltrate|leak|submit)\b{REST}{{0,80}}"
    rf"\b(?:data|conversation|chat|history|information|contents?|credentials|passwords?|keys?|messages?|inbox|secrets?)\b{REST}{{0,40}}"
    r"\bto (?:https?://|www\.|\S+@\S+)"
    rf"|{START}{COURTESY}(?:call|invoke|use) the (?:function|tool|api|plugin) \w+"
    rf"|{START}{COURTESY}(?:run|execute|eval(?:uate)?) (?:the following|this|the) (?:\w+ )?(?:command|code|script|function|query)s?\b"
    rf"|{START}{COURTESY}(?:grant|give) (?:\w+ ){{0,3}}(?:access|permission|admin\w*)\b{REST}{{0,60}}\b(?:regardless|ignoring|despite) "
)

RUSES = (
    Phrases(
        listed(
            """summari paraphras processing analysing analyzing translating evaluating reviewing reading classifying answering
            you_read you_process you_answer you_review you_analy you_evaluat you_repl you_respond you_translat you_classif
            instead_of rather_than the_summary this_summary any_summary every_summary
            the_brief the_final the_response the_answer the_reply the_output the_report the_translation replying
            responding tell_the tell_all advise_ instruct_ convince_ encourage_ recommend_that this_text this_article this_document
            this_page any_text this_paper this_review this_manuscript this_submission this_candidate
            this_resume this_cv this_essay this_applicant this_product the_paper the_candidate refuse_to_ decline_to_"""
        ),
        _OUTPUT_STEERED,
    ),
    Phrases(
        listed(
            """role_of persona_of character_of identity_of in_character pretend imagine suppose act_as_if act_like about_to going_to
            play_a_ roleplay role-play content_polic ethical_ moral_ safety_ anything_now"""
        ),
        _PART,
    ),
    Phrases(
        listed(
            """your_new your_real your_actual your_true your_only your_next your_sole your_primary your_task your_objective your_instruc
            your_role the_user our_user user: human: instructions prompts directives prompt instruction system_input user_input
            system_message user_message end_of_ system_override here's_ here’s_ here_is_the here_is_your here_is_a here_are_the here_are_your ai: ai, ais: ais, model: model,
            models: llm: llm, chatgpt: chatgpt, assistant: assistant, chatbot chat_bot not_follow n't_follow n’t_follow stop_follow"""
        ),
        _TASK,
    ),
    Phrases(
        listed(
            """you_were you_have you’ve you've you_received conversation chat session your_context your_opening your_system
            your_hidden your_internal your_training your_guide your_polic your_rules your_instruc your_config your_knowledge"""
        ),
        _LEAK,
    ),
    Phrases(
        listed(
            """confidence likelihood reliability credibility risk_level risk_rating this_source actors judgment timeline bottom_line
            the_risks your_summ your_resp your_answ your_repl your_outp your_transl your_instruc your_prompt your_guide the_summary
            any_summary every_summary the_response the_answer the_reply the_output ever_summar ever_process ever_analy ever_transl the_user any_user reader_ readers
            the_model this_model any_model every_model all_model the_assistant this_assistant every_assistant language_model chatbot
            llm ai_ ai: ai) ai] chatgpt summarizer: summariser:"""
        ),
        _BRIEFED,
    ),
    Phrases(
        listed(
            """write_ compose_ generate_ create_ draft_ produce_ tell_me tell_a translate_ continue_ rewrite_ rephrase_ repeat_ encode_ question created_you
            made_you trained_you built_you model_name"""
        ),
        _WORK_ORDERED,
    ),
    Phrases(
        listed(
            "http www. @ the_function the_tool the_api the_plugin following_ this_co this_sc this_func this_query run_this execute_this the_command the_code the_script regardless ignoring"
        ),
        _DEEDS,
    ),
)

_SPELLED = re.compile(r"\b(?:\w[ .*_·-]+){5,}\w\b")
_LEETED = re.compile(r"[a-z][013457@$][a-z]")
_LEET = str.maketrans("013457@$", "oieastas")
_ORDERS = r"(?:instructions?|prompts?|directives?|rules?)"
_SQUEEZED = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)(?:all|any|every|the|your|my|these|of|other){0,4}"
    rf"(?:previous|prior|above|earlier|preceding|existing){{1,2}}{_ORDERS}"
)
_UNDERSCORED = re.compile(rf"\b(?:ignore|disregard|forget|override|bypass)_(?:[a-z]+_){{1,4}}{_ORDERS}\b")
_PLAIN = re.compile(rf"\b{_ORDERS}\b")
# "instructions" and "prompt" backwards and by ROT13.
_TURNED = ("snoitcurtsni", "tpmorp ", "vafgehpgvba", "cebzcg ")


def is_disguised(lower: str) -> bool:
    """Whether a text in lower case orders a model about in spelled-out, turned or otherwise disguised letters."""
    if any(word in lower for word in _TURNED) or ("_" in lower and _UNDERSCORED.search(lower)):
        return True
    if not (_LEETED.search(lower) or _SPELLED.search(lower)):
        return False
    squeezed = re.sub(r"[^a-z]", "", lower.translate(_LEET))
    return _SQUEEZED.search(squeezed) is not None and _PLAIN.search(lower) is None
