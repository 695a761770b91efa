"""The set phrases of news sites, by what they say about their line: Arabic, Persian, Hebrew, English.

Bars and line ends divide the phrases; they are compared after folding. To teach the zone rules a new site, add its
phrases here.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from annotator.text.folding import fold


class Role(Enum):
    """What a phrase at the beginning of a line means."""

    RELATED = auto()
    """The whole line heads the stories that end the page."""
    READ_ALSO = auto()
    """The same, or one link to another story in the middle of the article."""
    OTHER_STORIES = auto()
    """Template text that heads titles of other stories."""
    TEMPLATE = auto()
    """Template text, in a line of few words."""
    LABEL = auto()
    """Template text, when it is the whole line."""
    NOTICE = auto()
    """Template text, however long: cookies, rights, newsletters."""
    COMMENTS = auto()
    """Heads the readers' comments, which end the page."""
    TAGS = auto()
    """Heads tags."""
    HOME = auto()
    """Begins a breadcrumb trail."""
    SOURCE = auto()
    """Names the source of the article, before a colon."""
    AUTHOR = auto()
    """Names who wrote it."""
    PICTURE = auto()
    """Begins the caption or the credit of a picture."""
    STAMP = auto()
    """Begins a date of publication or change."""


class Phrase(NamedTuple):
    """A folded phrase and what it means."""

    text: str
    role: Role


_TABLE = {
    Role.RELATED: """
        حول هذه القصة | مواد ذات صلة | تقارير ذات صلة | مواضيع ذات صلة | موضوعات ذات صلة | ذات صلة
        أخبار ذات صلة | مقالات ذات صلة
        محتوى ذو صلة | قصص مقترحة | مواضيع متعلقة | موضوعات متعلقة | أخبار متعلقة | أخبار مرتبطة
        قد يعجبك أيضا | قد يهمك أيضا | قد يهمك | المزيد حول هذه القصة | المزيد حول هذا الموضوع
        مواضيع قد تهمك | اخترنا لك | مختارات | اخبار مرتبط | مطالب مرتبط
        خبرهای مرتبط | مطالب پیشنهادی | در همین رابطه | در همین زمینه
        כתבות נוספות | כתבות קשורות | כתבות נוספות בנושא | עוד בנושא | אולי יעניין אותך
        אולי יעניין אותך גם | כתבות שיכולות לעניין אותך
        related stories | related articles | related topics | related content | related | more on this story
        more on this | you may also like | you might also like | recommended | recommended for you
        more stories
    """,
    Role.READ_ALSO: """
        اقرأ أيضا | إقرأ أيضا | اقرأ كذلك | اقرأ المزيد | إقرأ المزيد | شاهد أيضا | طالع أيضا
        بیشتر بخوانید | بیشتر بدانید | این را هم بخوانید
        קראו גם | קראו עוד | קראו עוד בנושא
        read also | read more | also read | see also | watch also
    """,
    Role.OTHER_STORIES: """
        الأكثر قراءة | الأكثر مشاهدة | الأكثر تداولا | الأكثر شعبية | المزيد من | آخر الأخبار | أحدث الأخبار
        أهم الأخبار
        پربازدیدترین | پربازدیدترین‌ها | پربیننده‌ترین | آخرین اخبار | تازه‌ترین خبرها
        הנקראות ביותר | הכי נקראות | מבזקים
        most read | most popular | most viewed | top stories | latest news | trending | more from
    """,
    Role.TEMPLATE: """
        تابعنا على | تابعونا على | انضموا إلى قناتنا | شارك على | شارك عبر | تابعنا | تابعونا | شارك | شاركها
        شارك القصة | شارك هذا | مشاركة | انشر | اشترك | اشتركوا
        سجل الدخول | تسجيل الدخول | حمل التطبيق | حمّل تطبيق | تحميل المزيد | عرض المزيد | إعلان | إعلانات
        طباعة | نسخ الرابط | تم نسخ الرابط | حجم الخط | تكبير الخط | استمع | استمع إلى المقال | مدة القراءة
        مدة الفيديو | وقت القراءة | تخطى | تخطي | انتقل إلى | الانتقال إلى | نهاية | اتصل بنا | من نحن
        سياسة الخصوصية | شروط الاستخدام | النشرة البريدية | بث مباشر | أضف تعليقا | اترك تعليقا
        کپی لینک | لینک کوتاه | کد خبر | چاپ | همرسانی | اشتراک‌گذاری | اشتراک گذاری | به اشتراک بگذارید
        عضویت | تبلیغات
        تماس با ما | درباره ما | ارسال نظر
        שתפו | שתף | שיתוף | פרסומת | הדפסה | הדפס | הירשמו | הצטרפו | עקבו אחרינו | צור קשר | תנאי שימוש
        share | share this | tweet | follow us | subscribe | sign up | sign in | log in | print | email this
        copy link | advertisement | skip to | listen to | download the app | contact us | about us
        terms of use | privacy policy | save article | leave a comment | view comments | back to top
    """,
    Role.LABEL: """
        بيان صحفي | بيان صحافي | للنشر الفوري | خبر عاجل | عاجل | خاص | حصري | انتهى | للاستفسارات الإعلامية
        فوری | اختصاصی
        הודעה לעיתונות | בלעדי | מבזק
        press release | for immediate release | breaking | breaking news | exclusive | ends | end
        media contact
    """,
    Role.NOTICE: """
        حقوق النشر | حقوق الطبع | جميع الحقوق محفوظة | كل الحقوق محفوظة | نستخدم ملفات تعريف الارتباط
        يستخدم هذا الموقع ملفات | يستخدم موقعنا ملفات | باستخدامك هذا الموقع | اشترك في نشرتنا
        اشترك في النشرة
        تمامی حقوق
        تمام حقوق
        کلیه حقوق | این وب‌سایت از کوکی | ما از کوکی
        כל הזכויות שמורות | אתר זה משתמש | האתר משתמש | אנו משתמשים בעוגיות
        © | copyright | all rights reserved | we use cookies | this site uses cookies
        this website uses cookies | by continuing to | sign up for our | sign up to our | subscribe to our
        get our
    """,
    Role.COMMENTS: """
        التعليقات | تعليقات | تعليقات القراء | تعليقات الزوار | نظرات
        نظرات کاربران | دیدگاه‌ها
        תגובות
        comments | reader comments | leave a reply
    """,
    Role.TAGS: """
        وسوم | الوسوم | كلمات مفتاحية | الكلمات المفتاحية | كلمات دلالية | الكلمات الدلالية | مواضيع
        برچسب‌ها | برچسب ها | کلیدواژه‌ها | کلید واژه‌ها
        תגיות | תגים
        tags | topics | keywords | filed under
    """,
    Role.HOME: """
        الرئيسية | الصفحة الرئيسية | خانه
        صفحه اصلی
        صفحه نخست
        ראשי | דף הבית
        home
    """,
    Role.SOURCE: """
        المصدر | مصدر | المصادر | منبع
        מקור
        source | sources
    """,
    Role.AUTHOR: """
        كتب | كتبت | بقلم | الكاتب | المحرر | تحرير | إعداد | ترجمة | متابعة | تقرير | مراسل
        نویسنده | خبرنگار
        نوشته
        گزارش
        מאת | כתב | כתבת
        by | written by | reporting by
    """,
    Role.PICTURE: """
        صورة | الصورة | الصور | صورة أرشيفية | صورة من الأرشيف | تصوير | عدسة | التعليق على الصورة
        تعليق الصورة
        صدر الصورة | مصدر الصورة | حقوق الصورة
        عکس | منبع تصویر | توضیح تصویر
        צילום | צילומים | קרדיט
        photo | photos | photograph | file photo | image | image source | image caption | picture | credit
    """,
    Role.STAMP: """
        تحديث | تحديث مباشر | آخر التحديثات
        published on | published | updated | updated on | last updated | last modified | posted on | posted
        نشر في | نشرت في | نشر بتاريخ | نشر يوم | تاريخ النشر | آخر تحديث | تم التحديث
        تاریخ انتشار
        منتشر شده | انتشار
        به‌روزرسانی
        פורסם | פורסם ב | עודכן | עדכון אחרון
    """,
}

_AGENCIES = """
    رويترز | وكالات | الوكالات | أ ف ب | أ.ف.ب | أف ب | فرانس برس | أ ب | أسوشيتد برس | الأناضول | د ب أ
    د.ب.أ | وام
    واس | سانا | وفا | شينخوا | سبوتنيك | الفرنسية | أرشيف | أرشيفية | غيتي | خاص | ایسنا | ایرنا | فارس
    تسنیم | مهر
    סוכנויות | רויטרס | reuters | afp | ap | dpa | getty | getty images | epa | upi | xinhua | anadolu | tass
    ria
    ansa | efe | pa media | associated press
"""

_SHARING = """
    فيسبوك | فايسبوك | تويتر | إكس | واتساب | واتس | آب | تيليغرام | تلغرام | تيليجرام | لينكدإن | لينكد | إن
    بينتريست
    حفظ | علق | أعجبني | إرسال | بالبريد | انستغرام | إنستغرام | ماسنجر | البريد | الإلكتروني | بريد | نسخ
    الرابط | طباعة | شارك | مشاركة | ريديت | يوتيوب
    فیسبوک | توییتر | تلگرام | واتساپ | اینستاگرام | لینکدین | ایمیل | لینک | پیوند | کوتاه | واتس | اپ
    פייסבוק | טוויטר | וואטסאפ | טלגרם | מייל | שתף | שתפו | שלחו | הדפיסו
    facebook | twitter | x | whatsapp | telegram | linkedin | pinterest | email | reddit | instagram | messenger
    share | print | copy | link | tweet | flipboard | pocket | youtube | tiktok | threads | bluesky | mastodon
    viber
"""

_FILLERS = """
    القصة | الخبر | المقال | المقالة | الصفحة | الموضوع | هذا | هذه | الآن | معنا | على | عبر | مع | الأصدقاء
    إلى
    this | the | article | page | story | now | on | via | with | friends | to | us
    خبر | مطلب | این | את | הכתבה | הכתבות | לכתבה
"""


@cache
def agencies() -> frozenset[str]:
    """Return the folded names under which agencies and picture credits stand."""
    return frozenset(_folded(_AGENCIES))


@cache
def sharing() -> frozenset[str]:
    """Return the folded words of share bars."""
    return frozenset(_folded(_SHARING))


@cache
def fillers() -> frozenset[str]:
    """Return the folded words that may follow a template word that stands alone: "share this article"."""
    return sharing().union(_folded(_FILLERS))


@cache
def phrases_by_first_word() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases under their first folded word, the longer before the shorter."""
    table: dict[str, list[Phrase]] = {}
    for role, block in _TABLE.items():
        for text in _folded(block):
            phrase = Phrase(text, role)
            table.setdefault(phrase.text.split()[0], []).append(phrase)
    return {word: tuple(sorted(phrases, key=lambda p: -len(p.text))) for word, phrases in table.items()}


def _folded(block: str) -> list[str]:
    return [fold(phrase.strip()) for phrase in re.split(r"[|\n]", block) if phrase.strip()]
