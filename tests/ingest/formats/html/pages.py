# ruff: noqa: E501 - markup is easier to read unbroken
"""Pages of our own making: a release, a news article and a report, each with the furniture such pages have."""

FILLER = (
    "<p>The members of the commission went through the building from morning to evening, and nobody was allowed "
    "to go with them when they spoke to the people in the cells.</p>"
)

RELEASE = """<!DOCTYPE html><html lang="en"><head><title>Mission trains prison monitors in the south | The Mission</title>
<meta property="og:site_name" content="The Mission">
<link rel="canonical" href="https://mission.example/press-releases/4711"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<div class="region"><h1>Mission trains prison monitors in the south</h1>
<div class="field-date"><span>12 March 2014</span></div>
<div class="social-share"><a href="#f">Facebook</a> <a href="#t">Twitter</a></div>
<figure><img src="x.jpg"><figcaption>Monitors at work, 11 March 2014. (Photo: A. Person)</figcaption></figure>
<div class="field-body">
<p>OSH, 12 March 2014 – Some 30 monitors took part in a course that the mission supported and that ended today.</p>
<p>“The monitors will be able to write down what they see,” said <strong>Ana Diaz</strong>, Head of the
Mission<sup><a href="#fn1">1</a></sup>. The course was the second one in the region and will be held again.</p>
<ul><li>visits without notice,</li><li>talks in private.</li></ul>
<table><tr><th>Year</th><th>Visits</th></tr><tr><td>2012</td><td>18</td></tr><tr><td>2013</td><td>44</td></tr></table>
<p><b>Next steps:</b> A third course is planned for the 17<sup>th</sup> of May in a cell of 4 m<sup>2</sup>.</p>
<blockquote>No one shall be punished twice for the same offence.</blockquote>
<h3>Notes to editors</h3><p>The mission has worked in the region since 1999.</p>
<p>Media contact: press@mission.example</p>
<ol class="footnotes"><li id="fn1">The mission opened in 1999.</li></ol></div>
<div class="related-news"><h2>Related news</h2><ul><li><a href="/1">Another release</a></li></ul></div></div>
<footer>© 2014 The Mission. All rights reserved.</footer></body></html>"""

ARTICLE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Court frees two guards - Court Times</title>
<meta property="og:title" content="Court frees two guards"><meta property="og:site_name" content="Court Times">
<meta property="og:type" content="article">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Court frees two guards",
"datePublished": "2019-04-02T10:00:00+06:00", "author": [{{"@type": "Person", "name": "Ana Diaz"}},
{{"name": "Bek Omar"}}], "publisher": {{"@id": "#pub"}}, "keywords": "courts, prisons"}},
{{"@id": "#pub", "@type": "Organization", "name": "Court Times Ltd"}}]}}</script>
<style>p {{ color: black }}</style></head><body>
<div class="cookie-banner"><p>We use cookies to make your visit better, and so do our partners. Accept them all?</p></div>
<div id="main"><article class="post category-news tag-share"><h1>Court frees two guards</h1>
<p class="byline">By Ana Diaz and Bek Omar</p><time datetime="2019-04-02">2 April 2019</time>
<p class="standfirst">Two men who spent a year in custody walk out of the court room.</p>
<div class="entry-content"><p>A court in the north of the country freed two guards of a colony on Tuesday, their lawyer said.</p>
{FILLER}<div class="ad-slot"><p>Advertisement</p></div><h2>What the judge said</h2>{FILLER}
<p><a href="/other">READ MORE: Ten prisons closed in one year</a></p>
<blockquote>The judge found no evidence against either of them, and said so at length.</blockquote>
<p>Subscribe to our newsletter</p>{FILLER}
<p>Ana Diaz is a reporter who has covered the courts of the north since 2008.</p></div></article>
<section class="comments-area"><p>Somebody wrote a comment that is as long as a paragraph, and it has no place here.</p></section>
<aside><p>Another story that stands beside this one, with a sentence that is long enough to be text.</p></aside></div>
</body></html>"""


def report(sections=3, paragraphs=6):
    """A report with a table of contents that repeats its headings."""
    names = [f"Section {n}. Rights of {'abcdefg'[n]}-class prisoners" for n in range(1, sections + 1)]
    contents = "".join(f'<li><a href="#s{n}">{name}</a></li>' for n, name in enumerate(names))
    body = "".join(
        f'<li class="part"><a href="#s"><h4 class="toc-title">Section {n}.</h4>'
        f'<h3 id="toc-{n}">{name.partition(". ")[2]}</h3></a><section><h3>a. Visits</h3>{FILLER * paragraphs}'
        f"<p><strong>Administration:</strong> Complaints went to the governor.</p></section></li>"
        for n, name in enumerate(names, start=1)
    )
    return f"""<html lang="en"><head><title>Northland - Bureau of Rights</title>
<meta property="og:site_name" content="Bureau of Rights">
<link rel="canonical" href="https://rights.example/reports/2018-country-reports/northland/">
<script type="application/ld+json">{{"@type": "WebPage", "datePublished": "2019-03-13T23:28:01+00:00"}}</script></head>
<body><h1>2018 Country Reports on Prison Practices: Northland</h1><nav class="report-toc"><ol>{contents}</ol></nav>
<ul>{body}</ul><div class="mini-toc"><ol>{contents}</ol></div></body></html>"""
