<#import "template.ftl" as layout>
<#-- What happened to an account, to its owner. notice: title, text (message keys), rows; or times and until, where it happened
     several times and was held back; takesBack. link: 'this was not me'; absent where nothing could be secured by it. -->
<@layout.emailLayout title=msg(notice.title) preview=msg("porterNotice.preview", layout.sender) why=msg("porterNotice.why", layout.sender)>
<#if notice.times??>
<@layout.text msg("porterNotice.again", notice.times, notice.until)/>
<#else>
<@layout.text msg(notice.text, layout.sender)/>
<@layout.facts notice.rows?map(row -> {"label": msg(row.label), "value": (row.key)???then(msg(row.key!"", (row.fill[0])!"", (row.fill[1])!""), row.text!"")})/>
</#if>
<@layout.text msg("porterNotice.wasYou")/>
<#if (link!"")?has_content>
<h2 class="title" style="margin:24px 0 8px;font-size:17px;line-height:25px;font-weight:650;color:#15202b;">${msg("porterNotice.notYouTitle")}</h2>
<@layout.text msg((notice.takesBack!false)?then("porterNotice.takeBack", "porterNotice.notYou"))/>
<@layout.button href=link label=msg("porterNotice.notYouButton")/>
<@layout.quiet msg("porterNotice.linkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<#else>
<@layout.text msg("porterNotice.notYouContact")/>
</#if>
</@layout.emailLayout>
