"""Advice in a draft is noticed, and kindness is not taken for it."""

from __future__ import annotations

import pytest

from reflect.content import LANGUAGES
from reflect.shares import Ask
from reflect.sync import advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", list(Ask))
def test_every_ask_has_its_words_and_three_openers(ask: Ask, language: str) -> None:
    said = advice.words(ask, language)
    assert said.sharer and "{name}" in said.replier
    assert len(set(advice.openers(ask, language))) == 3
    told = advice.notice(ask, "Ana", language)
    assert (told is None) == (ask is Ask.IDEAS)
    assert told is None or "Ana" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_opener_and_no_rephrasing_is_advice_itself(language: str) -> None:
    kinds = ("should", "tried", "why-not", "in-your-place", "do-this")
    said = [advice.rephrased(kind, language) for kind in kinds]
    said += [one for ask in Ask for one in advice.openers(ask, language)]
    assert [one for one in said if advice.found(one, language)] == []
    assert len(set(said[:5])) == 5


def test_a_span_is_a_piece_of_the_draft_as_typed() -> None:
    text = "Oh no.\n\nI hear you… Why don’t you call her? Mum said “you should go”."
    (span,) = advice.found(text, "en")
    assert span.phrase == text[span.start : span.end] == "Why don’t you"


ADVICE = {
    "en": """You should get more sleep.
You really should talk to your sister.
You shouldn't let him speak to you like that.
You need to set a boundary with her.
You have to stop checking your phone at night.
You ought to see a doctor about that.
You'd better call in sick tomorrow.
You must not give in now.
I think you just need to get out more.
Maybe you should write it all down.
You can't keep doing everything alone.
You should have told her at once.
Have you tried yoga?
Have you ever considered changing jobs?
Have you thought about seeing a counsellor?
Did you try going to bed earlier?
You could always ask your brother.
You might want to eat something first.
You could try a walk before work.
You may want to talk to your manager.
Why don't you take a day off?
Why not just tell him?
How about going for a run?
What about a hot bath before bed?
What if you moved out for a while?
Can't you just ignore him?
Couldn't you at least ask?
If I were you, I would leave.
In your place I would say no.
My advice is simple: sleep.
I suggest a second opinion.
I'd recommend a long walk.
It might help to write a letter.
It helps to breathe slowly.
The best thing to do is wait.
It would be better if you said no.
All you need to do is breathe.
Try to see the good in it.
Just stop thinking about it.
Don't take it so personally.
Please go to bed earlier.
Talk to your boss on Monday.
Oh dear. Get some fresh air.
Be kind to yourself.
Never give him your number again.
Maybe it's time to leave him.
Honestly, just block her.
Have you talked to anyone about it?
You could use a holiday.
Get a dog!
I think you should maybe wait.
Don't give up.
Ever tried melatonin?
You've got to let it go.
Therapy would do you good.
I would talk to HR.
Perhaps try a different doctor.
Have you been to a doctor about this?
Drop the course if it is too much.
You could try going for a walk before bed.
Maybe talk to your boss about it.
Just tell him how you feel.
You have to let it go.
Try not to worry so much.
Why not write her a letter?
If I were you I'd quit.
What helped me would help you too: go running.
You might want to see a therapist.
Get some rest and things will look better.
I think you need a break from all of this.
Have you thought about moving out?
Stop blaming yourself.
You'd be better off without him.
Consider meditation, it works wonders.
It would be best to apologise first.
My advice is to wait until Monday.
Make sure you eat something.
Look on the bright side.
Set a boundary with your mother.
You really must see somebody about the sleep.
How about calling your sister?
Perhaps you should take a day off.
Focus on what you can control.
Cut her some slack.
You ought to be more careful.
Can't you just ask for fewer hours?
Maybe it would help to make a list.
Turn off your phone at night.
Don't let them treat you like that.
You shouldn't read the news before bed.
Give it time.
Drink more water.
Sleep on it.
I'd recommend a good book on grief.
The best thing would be to leave.""",
    "de": """Du solltest mehr schlafen.
Du musst mal raus an die Luft.
Du müsstest mit deiner Schwester reden.
Vielleicht solltest du einen Arzt fragen.
Da musst du dich wehren.
Du darfst nicht alles glauben.
Du brauchst nur ein wenig Ruhe.
Du hättest es ihr gleich sagen sollen.
Du hättest früher gehen müssen.
Ich finde, du solltest kündigen.
Du musst dir mehr Pausen gönnen.
Du solltest dir das nicht gefallen lassen.
Hast du es schon mal mit Yoga versucht?
Hast du schon Baldrian probiert?
Hast du mal überlegt, den Job zu wechseln?
Hast du schon daran gedacht, umzuziehen?
Du könntest deinen Bruder fragen.
Du kannst doch einfach absagen.
Vielleicht könntest du früher ins Bett gehen.
Dann kannst du ja im Garten sitzen.
Warum gehst du nicht einfach früher?
Wieso sagst du ihm das nicht?
Wie wäre es mit einem Spaziergang?
Wie wär's, wenn du ihr schreibst?
Was wäre, wenn du eine Weile ausziehst?
Kannst du nicht einfach weghören?
An deiner Stelle würde ich gehen.
Wenn ich du wäre, würde ich anrufen.
Mein Rat: schlaf eine Nacht darüber.
Ich rate dir zu einer Pause.
Ich würde dir eine Therapie empfehlen.
Ich kann dir kaltes Wasser empfehlen.
Am besten gehst du gleich morgen hin.
Das Beste wäre, alles aufzuschreiben.
Es hilft, langsam zu atmen.
Da hilft nur Abstand.
Es wäre besser, wenn du absagst.
Versuch, das Gute daran zu sehen.
Denk einfach nicht mehr daran.
Nimm es nicht so persönlich.
Geh bitte früher ins Bett.
Rede am Montag mit deiner Chefin.
Oje. Mach dir einen Tee.
Sei nachsichtig mit dir.
Lass dir das nicht bieten.
Vielleicht ist es Zeit zu gehen.
Blockier sie einfach.
Hast du mit jemandem darüber geredet?
Du könntest Urlaub gebrauchen.
Hol dir einen Hund!
Gib nicht auf.
Schon mal Melatonin versucht?
Eine Therapie täte dir gut.
Ich würde mit dem Chef reden.
Probier doch einen anderen Arzt.
Du solltest dich schonen.
Versuch's mal mit Tee.
Ruh dich erst mal aus.
Ich würde an deiner Stelle kündigen.
Warst du schon beim Arzt?
Geh doch mal spazieren.
Du solltest mit ihr reden.
Hast du schon mal Yoga probiert?
Versuch, nicht so viel zu grübeln.
Warum rufst du sie nicht an?
Du musst einfach loslassen.
Nimm es nicht so schwer.
Vielleicht hilft dir ein Tagebuch.
Wie wäre es mit einer Pause?
Ich rate dir, zu warten.
Am besten sagst du es ihm direkt.
Lass dir das nicht gefallen.
Denk positiv.
Mach dir nicht so viele Sorgen.
Schreib ihr doch einen Brief.
Du könntest früher ins Bett gehen.
Es wäre besser, wenn du ausziehst.
Such dir professionelle Hilfe.
Setz ihm eine Grenze.
An deiner Stelle hätte ich längst gekündigt.
Mein Tipp: jeden Morgen laufen.
Kannst du nicht einfach nein sagen?
Ich würde Nein sagen.
Trink weniger Kaffee.
Du darfst dir das nicht so zu Herzen nehmen.
Sprich mit deinem Chef.
Schalte abends das Handy aus.
Hör auf, dich zu entschuldigen.
Iss etwas Warmes.
Konzentrier dich auf das Gute.
Hab Geduld.
Vielleicht solltest du eine Therapie machen.
Probier es mal mit Musik.
Du brauchst dringend Urlaub.
Meld dich krank.
Lenk dich ab.""",
}

NONE = {
    "en": """You should have seen the sunset.
You should have heard her laugh.
You should know that I am here.
You should be proud of that.
You must be so tired.
You must have felt very alone.
You must miss him.
You don't have to answer.
You need not explain anything.
If you need to talk, I am up until eleven.
It is a lot, what you have to carry.
Do you need to be up early tomorrow?
Should I call you tonight?
I should have called you sooner.
I should go to bed, but I wanted to answer first.
Should we talk about something else?
My mother always said you should smile more, and I hated it.
He told me “you should try harder”, and I cried.
I tried a walk once; it did this for me: I slept.
I have tried yoga and it was not for me.
Have you eaten?
Have you thought of me at all this week?
How did you manage that?
How are you now?
What about it hurts the most?
Why did nobody help you?
I have been in your place.
I was there too, two years ago.
Would it help if I listened on the phone?
Take care of yourself.
Take your time.
Take all the time you need.
Tell me more, if you like.
Call me when you are home.
Don't worry about answering.
Get well soon.
Sleep well.
Let me know how it goes.
Thank you for telling me.
That sounds heavy.
I can hear how much it hurts.
Thinking of you.
Going there alone took courage.
Don't you hate such days?
Look, I am on your side.
I am glad you stopped when it was too much.
I wish I could hug you.
You could hear the rain in your words.
Go you.
Make of it what you like, I believe you.
You have to be exhausted.
Start to finish, I read it twice.
I read that you need to move out, that is hard.
Read it twice, it moved me.
You said you have to work on Sunday.
You could call me tonight.
I am so sorry that happened.
That sounds exhausting.
When my father died I could not eat for days.
I read all of it, twice.
You are not alone with this.
I wish I could be there with you.
It makes sense that you cried.
I felt the same after my move.
You should have seen me last year, I was a mess.
I don't know what to say, but I am here.
No wonder you are angry.
I should have called you earlier.
What was the hardest part for you?
You did what you could.
For me it was the nights that were worst.
I try to remember that week and it still hurts.
I have to admit that I cried reading this.
You have been carrying this for so long.
I am proud of you.
Do you want to talk tonight?
I went to a doctor back then, and it took months.
Nobody should have to go through that.
They should have listened to you.
I could hear your voice in it.
That you got up at all is a lot.
Sending you a hug.
You were very brave to say that.
I would have been furious too.
Your mother said what?
I need to sit with this for a moment.
Maybe we can meet on Sunday.
It helped me to read this.
There is nothing you have to do.
I think of you often.
Let me know how tomorrow goes.""",
    "de": """Du hättest den Sonnenuntergang sehen sollen.
Du hättest sie lachen hören sollen.
Du musst wissen, dass ich da bin.
Du musst müde sein.
Du musst dich sehr allein gefühlt haben.
Du musst mir nicht antworten.
Du musst nichts erklären.
Wenn du reden musst, bin ich bis elf wach.
Es ist viel, was du alles tragen musst.
Musst du morgen früh raus?
Soll ich dich heute Abend anrufen?
Ich hätte dich früher anrufen sollen.
Ich sollte ins Bett, aber ich wollte erst antworten.
Sollten wir über etwas anderes reden?
Meine Mutter sagte, du solltest mehr lächeln, und ich hasste es.
Er meinte „du musst dich mehr anstrengen“, und ich weinte.
Ich habe einmal einen Spaziergang versucht; danach schlief ich.
Yoga habe ich probiert, es war nichts für mich.
Hast du etwas gegessen?
Hast du versucht, mich anzurufen?
Wie hast du das geschafft?
Wie geht es dir jetzt?
Was daran tut am meisten weh?
Warum hat dir niemand geholfen?
Warum bist du nicht zum Fest gekommen?
Ich stand auch an deiner Stelle.
Ich war auch dort, vor zwei Jahren.
Hilft es dir, wenn ich am Telefon zuhöre?
Pass auf dich auf.
Lass dir Zeit.
Lass dir so viel Zeit, wie du brauchst.
Sag mir mehr, wenn du magst.
Ruf mich an, wenn du zu Hause bist.
Mach dir keine Sorgen um die Antwort.
Gute Besserung.
Schlaf gut.
Lass mich wissen, wie es war.
Danke, dass du es mir erzählt hast.
Das klingt schwer.
Ich höre, wie weh es tut.
Denke an dich.
Allein dorthin zu gehen war mutig.
Du kannst mich jederzeit anrufen.
Du könntest recht haben.
Sei umarmt.
Mach's gut.
Ich wünschte, ich könnte dich umarmen.
Du musst am Sonntag arbeiten, das ist hart.
Gehe gleich schlafen, wollte dir aber noch schreiben.
Frage mich, wie du das trägst.
Lese es gerade zum zweiten Mal.
Du kannst stolz sein.
Du könntest mich heute anrufen.
Sei sicher, ich bin da.
Denke viel an euch.
Du solltest den Hund sehen, er vermisst dich.
Das tut mir so leid.
Das klingt furchtbar anstrengend.
Ich habe alles gelesen.
Danke, dass du mir das erzählst.
Du bist damit nicht allein.
Als mein Vater starb, konnte ich tagelang nichts essen.
Ich weiß nicht, was ich sagen soll, aber ich bin da.
Du musst furchtbar müde sein.
Nimm dir alle Zeit, die du brauchst.
Kein Wunder, dass du wütend bist.
Was war für dich das Schwerste?
Du hast getan, was du konntest.
Bei mir waren die Nächte am schlimmsten.
Niemand sollte so etwas erleben müssen.
Ich denke oft an dich.
Magst du heute Abend telefonieren?
Ich war damals beim Arzt, und es hat Monate gedauert.
Fühl dich umarmt.
Ich bin stolz auf dich.
Ich musste weinen, als ich das las.
Du musst nicht antworten.
Das hätte mich auch verletzt.
Mir ging es nach dem Umzug genauso.
Sie hätten dir zuhören sollen.
Es ergibt Sinn, dass du geweint hast.
Vielleicht sehen wir uns am Sonntag.
Du trägst das schon so lange.
Ich versuche, mir das vorzustellen.
Was für ein Tag.
Deine Mutter hat was gesagt?
Es hat mir gutgetan, das zu lesen.
Du warst sehr mutig.
Ich würde auch weinen.
Sag mir, wie es morgen war.
Ich brauche einen Moment dafür.
Ich drücke dich.
Das war so viel auf einmal.""",
}


def _sentences(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, one) for language, lines in said.items() for one in lines.splitlines()]


@pytest.mark.parametrize(("language", "text"), _sentences(ADVICE))
def test_advice_is_noticed(language: str, text: str) -> None:
    spans = advice.found(text, language)
    assert spans
    assert all(text[one.start : one.end] == one.phrase for one in spans)


@pytest.mark.parametrize(("language", "text"), _sentences(NONE))
def test_kindness_is_not_taken_for_advice(language: str, text: str) -> None:
    assert advice.found(text, language) == ()
