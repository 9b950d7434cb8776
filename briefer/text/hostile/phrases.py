"""The phrases by which text addresses a language model, as patterns over folded text.

A pattern is compiled when a text first has one of the words that it cannot do without: compiling them all takes as long as
reading a short article does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_ANY = r"(?:[\w'’-]+[ ,]+){0,4}"

# What a model is told to ignore; "rules" and the like only where they are said to be its own.
_ORDERS = r"(?:instruction|prompt|directive|direction|command|guideline|programming|training|context|system message)s?"
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|original|initial|your|system|other|all|any|these|those)"
REST = r"(?:[^.!?\n]|[.!?](?=[\w\"”’]))"  # of the sentence; a point within an address or a number does not end it
_DISCARD = r"(?:ignore|disregard|forget|override|bypass|overlook|discard|skip|neglect|set aside|put aside|do not follow|don['’]t follow|stop following)"
_OVERRIDE = (
    rf"{_DISCARD} {_ANY}{_EARLIER} {_ANY}(?:{_ORDERS}|(?<=your )(?:rules|safety)\w*)\b"
    rf"|{_DISCARD} (?:everything|anything|all|what)(?: that)?(?: (?:was|is|comes|came|stands|written|said))? (?:above|before this)\b"
    rf"|{_DISCARD} (?:everything|anything|all|what)(?: that)? (?:you(?: were|['’]ve been| have been|['’]ve)?|i(?:['’]ve| have)?)"
    r" (?:told|taught|learned|know|given|said|read)\b"
)
MODEL = (
    r"(?:(?:large )?language models?|LLMs?|AI(?: (?:assistant|model|agent|system|tool|reader|bot|summari[sz]er)s?)?"
    r"|artificial intelligence|chat ?bots?|chatgpt|gpt(?:-\w+)?|claude|gemini|copilot|virtual assistants?"
    r"|(?:automated|machine) (?:readers?|summari[sz]ers?|systems?))"
)
# Behind the name: "note to AI: …" speaks to it, "note to AI companies" does not.
_ADDRESSED = r"(?=\s*[:,.;!?)\]–—-]| (?:reading|processing|parsing|reviewing|summari\w+|that|who|which|only|then|and you)\b|\s*\Z)"
_REPLY = r"(?:response|answer|reply|replies|output|message|summary|brief|report|completion|translation|sentences?|conclusion)"
_SYSTEM = (
    r"(?:system|initial|initiali[sz]ation|hidden|original|secret|internal|developer|base|first) "
    r"(?:prompt|message|instruction|configuration|string|rule|directive)s?"
)
_DO = (
    r"(?:add|append|prepend|include|integrate|incorporate|insert|embed|mention|modify|alter|change|adjust|augment|render"
    r"|express|provide|present|give|start|begin|open|end|close|finish|conclude|replace|translate|encode|decode|use|write"
    r"|output|print|say|state|format|shorten|limit|keep|make|jumble|scramble|misspell|anagram|reverse|convert|turn|spell"
    r"|transform|structure|phrase|restate|rewrite|craft|deliver|compose|weave|work|slip|put|ensure|emphasi[sz]e|highlight)"
)
_SHOW = (
    r"(?:show|reveal|print|output|repeat|display|tell|give|share|leak|disclose|dump|write|copy|recite|list|expose|send"
    r"|summari[sz]e|translate|encode|return|provide|state|spell|say)"
)

# Where a clause may begin: only there is a verb an order. "They told the model to ignore …" is a report.
_CLAUSE = (
    r"(?:\A|\n|[.!?:;…|>\]}*#\-–—,(\"“'‘]\s*|\b(?:please|now|then|you (?:must|should|will|shall|need to|have to|are to|can)|must"
    r"|instead|simply|just|kindly|immediately|first|also|finally|hey|ok|okay)[,:]? +)"
)
START = r"(?:\A|\n|[.!?:…|>\]}*#]\s*|[-–—]{1,3}\s+)"
COURTESY = r"(?:(?:please|now|then|instead|also|simply|just|kindly|first|finally|you must|you should|important:?),? )*"

_OPENING = (
    rf"{_CLAUSE}(?:{_OVERRIDE})"
    rf"|{START}{COURTESY}(?:(?:can|could|will|would) you (?:please )?)?(?:{_DO}|respond|reply|answer|{_SHOW})\b{REST}{{0,160}}\byour {_REPLY}\b"
    rf"|{START}(?:in|within|at (?:the )?(?:start|end|beginning|top|bottom) of|when (?:writing|giving)) (?:all )?your {_REPLY}\b, "
    rf"|{START}{COURTESY}(?:respond|reply|answer)(?: (?:only|always|exclusively|solely))?"
    r" (?:with|in|using|as|by|like|only|without|to this)\b(?! (?:kind|favour|favor|part|due|turn|addition|fact|force|the affirmative))"
    rf"|{START}{COURTESY}(?:(?:can|could|will|would) you )?(?:please )?{_SHOW}\b{REST}{{0,80}}"
    rf"\b(?:{_SYSTEM}|(?:above|preceding|previous|entire|whole|full) (?:\w+ )?(?:text|words|conversation|prompt|message)"
    r"|your (?:instructions|prompt|rules|guidelines|configuration))\b"
    rf"|{START}{COURTESY}{_DO}\b{REST}{{0,120}}\b(?:in|into|to|as|of|at the (?:end|start|top) of) (?:the|this|any|every) "
    r"(?:summary|brief(?!ing)|output|response|answer|reply|principal actor|main actor|key judgment|bottom line)\b"
    rf"|{START}{COURTESY}{_DO} (?:each|every|all) {REST}{{0,40}}(?:letter|vowel|word|sentence|reply|answer)s?\b{REST}{{0,60}}"
    r"\b(?:with|in|by|reply|answer|response|number)\b"
    rf"|{START}(?:first )?(?:rot13|base64|hex|morse)[- ]?encode\b"
    rf"|{START}complete this sentence\b"
)

_ANYWHERE = (
    rf"\byour (?:{_SYSTEM}|instructions were|programming|training data|safety (?:rules|guidelines|filters?))\b"
    rf"|\bwhat (?:are|were|is|was|['’]s) (?:\w+ ){{0,3}}(?:your|those|the opposite of your) (?:{_SYSTEM}|instructions|prompt)\b"
    r"|\brepeat (?:this|the|our) (?:entire|whole|full) conversation\b"
    r"|(?:\A|[.!?:]\s+)(?:(?:can|could) you )?(?:classify|determine|identify|rate|label) the (?:mood|sentiment|tone|emotion) of (?:this|the following)\b"
    r"|\bis this (?:feedback|comment|review|message|sentence|text|statement) (?:positive|negative)\b"
    r"|\b(?:show|give|tell|send) me (?:\w+ ){0,3}(?:the|your) (?:system|initial|hidden|original) (?:prompt|message|instructions)\b"
    rf"|\byou (?:are|have been)(?: now)? jailbroken\b"
    rf"|\byou are (?:now |actually |no longer )(?:an? |in |the )?(?:\w+ ){{0,2}}(?:mode|{MODEL}|DAN|bound by|jailbroken"
    r"|unrestricted|pirate|character|role|persona|assistant|developer)\b"
    rf"|\b(?:act|behave|respond|answer) as (?:if you (?:are|were) )?(?:an? )?(?:\w+ ){{0,2}}(?:{MODEL}|DAN|unrestricted|uncensored)\b"
    r"|\bpretend (?:that )?(?:you are|you're|to be) (?:an? )?(?:\w+ ){0,2}(?:AI|assistant|model|DAN|unrestricted)\b"
    r"|\bfrom now on,? (?:you (?:are|will|must|should|shall)|your|respond|reply|answer)\b"
    r"|\b(?:enable|enter|activate|switch to|in) (?:developer|debug|maintenance|god|admin|DAN|jailbreak) mode[.:!]"
    r"|(?:\A|[.!?:]\s+)new (?:task|instructions?|directive|system prompt|objective)s?\b(?: (?:from|for) (?:the |your |you)\w*)?[^.\n]{0,30}:"
    r"|\b(?:updated|revised|additional|system|important) instructions?:\s*\w"
    r"|\byou (?:must|should|will) (?:now )?(?:(?:reply|respond|answer|output|classify) (?:only|exactly|with|that|as|in)"
    r"|(?:report|write|conclude) (?:only|exactly))\b"
)

_READERS = (
    rf"(?:\A|[.!?(\[:>*\n]\s*)(?:important |urgent |special )?"
    rf"(?:note|notice|message|attention|instructions?|reminder|warning|memo|dear|hey|hello)[,:]? "
    rf"(?:(?:to|for|all|any|every|the|this|reading)[,:]? ){{0,3}}{MODEL}s?\b{_ADDRESSED}"
    rf"|\bif you(?: are|['’]re) (?:reading this (?:as|and are) )?an? (?:\w+ ){{0,2}}{MODEL}\b{_ADDRESSED}"
    rf"|(?:\A|[.!?:\n]\s*)as an? (?:\w+ ){{0,2}}{MODEL},? you\b"
    rf"|(?:\A|[.!?:\n]\s*)(?:any|every|all) {MODEL} (?:reading|processing|summari[sz]ing) (?:this|it)\b{REST}{{0,40}}\b(?:must|should|shall)\b"
)

_TURN = (
    r"(?:\A|\n)\s*[*#\[]{0,3}(?:assistant|ai|chatgpt|gpt|bot)[*\]]{0,3}\s*:\s*(?:sure|okay|ok|understood|certainly|of course|yes"
    r"|i['’ ]|here|the final|as (?:you|an)|done|absolutely|got it|my )"
    r"|(?:\A|\n)\s*[*#\[]{0,3}(?:system|developer|operator|admin(?:istrator)?|user|human)(?: (?:message|prompt|note|override|instruction))?"
    r"[*\]]{0,3}\s*:\s*(?:you\b|your\b|ignore|disregard|override|please|new |the (?:assistant|model|ai)|from now|print|debug|enter|enable|output|reply"
    r"|respond|answer|write|list|report|reveal|safety)"
)
_CHAT_MARKS = (
    r"<\|\s*(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|end|eom_id"
    r"|channel|message|start|return|call|endofprompt|fim_\w+)\s*\|>"
    r"|\[/?INST\]|\[/?(?:system|assistant|instructions?|prompt)\]|<</?SYS>>|<(?:start|end)_of_turn>|<\|(?:START|END)_OF_TURN_TOKEN\|>"
    r"|[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|developer|tool)[\"']"
    r"|</?\s*(?:system|assistant|instructions?|system[-_ ]prompt|user[-_ ](?:input|query)|article|document|context|untrusted\w*"
    r"|tool_(?:call|result|response)|function_calls?)\s*/?>"
    r"|(?:\A|\n)#{2,}\s*(?:system|instructions?|assistant|human|user|response|input)\s*:?\s*(?:\n|\Z|:)"
    rf"|{_TURN}"
)


class Phrases(NamedTuple):
    """A pattern, and the words, in lower case, of which a text must have one for it to match."""

    keywords: tuple[str, ...]
    pattern: str


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return re.compile(pattern, re.IGNORECASE)


def listed(words: str) -> tuple[str, ...]:
    """Keywords as they stand in a list, where an underscore is a space."""
    return tuple(word.replace("_", " ") for word in words.split())


_ANSWERING = tuple(
    f"{verb} {how}"
    for verb in ("respond", "reply", "answer")
    for how in ("only", "always", "exclusively", "solely", "with", "in", "using", "as", "by", "like", "to this")
)

ENGLISH = (
    Phrases(
        listed(
            """< [inst [/inst "role" 'role' ### system assistant operator: developer: user: human: ai: bot: gpt: chatgpt:"""
        ),
        _CHAT_MARKS,
    ),
    Phrases(
        listed(
            "ai_ ai, ai. ai: ai- ai) ai? language_model llm intelligence chatbot chat_bot gpt claude gemini copilot assistant automated machine"
        ),
        _READERS,
    ),
    Phrases(
        listed(
            """your_system your_initial your_hidden your_original your_secret your_internal your_developer your_base your_first
            your_instruc your_prompt your_programming your_training your_safety opposite_of those_ you_are_ jailbroken act_as behave_as
            respond_as answer_as pretend from_now_on mode. mode: mode! new_task new_instruction new_directive new_system
            new_objective instructions: instruction: you_must you_should you_will repeat_ sentiment mood_of tone_of emotion_of
            is_this show_me give_me tell_me send_me"""
        ),
        _ANYWHERE,
    ),
    Phrases(
        (
            *_ANSWERING,
            *listed(
                """ignore_ disregard_ forget_ override_ bypass_ overlook_ discard_ set_aside put_aside skip_ neglect_ not_follow n't_follow n’t_follow
                stop_following your_resp your_answ your_repl your_output your_message your_summar your_brief your_report
                your_comp your_transl your_sent your_concl your_instruc your_prompt your_rules your_guide your_config prompt
                instruction configuration _system_ initiali conversation above_text above_words previous_text preceding
                the_summary this_summary any_summary every_summary the_brief this_brief the_output this_output the_response
                the_answer the_reply principal_actor main_actor key_judgment bottom_line letter vowel each_word every_word
                each_sentence every_sentence rot13 base64 hex morse complete_this the_above whole_message full_message"""
            ),
        ),
        _OPENING,
    ),
)
