<#import "/porter-colours.ftl" as colours>
<#-- The frame of every mail and its few pieces. Stock's own mails call emailLayout without arguments and fit in.
     Tables and inline styles: what every mail program draws. No picture is needed to read it, nothing is loaded to count it.

     What somebody typed (a name, an address, a user name) is never an argument of msg(), which expands message keys in
     dollar braces, and never part of a sentence: these mails go to people who may not know who typed it. -->
<#assign accent = colours.fill(colours.safe((brand.accent)!""))>
<#assign onAccent = colours.onto(accent)>
<#assign linkColour = colours.readable(accent, "#ffffff", "#000000")>
<#assign darkAccent = colours.readable(accent, "#171d24", "#ffffff", 6)>
<#assign sender = ((brand.name)!"")?trim?has_content?then((brand.name)!"", realmName)>
<#assign fonts = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;">
<#assign mono = "font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;">

<#-- The names of required actions; one without a name in this language is left out rather than shown as a raw key. -->
<#function actionNames actions>
  <#local names = []>
  <#list actions as action>
    <#local name = msg("requiredAction." + action)>
    <#if !name?starts_with("requiredAction.")><#local names += [name]></#if>
  </#list>
  <#return names>
</#function>

<#-- A sign-in method in plain words: an identity provider and the name there, or the kind of a credential without its label,
     which anybody may have typed. -->
<#function signInMethod method>
  <#return (method.kind == "provider")?then((method.name + " " + method.account)?trim, msg("porterMethod." + method.kind))>
</#function>

<#macro emailLayout title="" preview="" why="">
<!DOCTYPE html>
<html lang="${locale.language}" dir="${ltr?then("ltr", "rtl")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="x-apple-disable-message-reformatting">
<title>${subject!title}</title>
<style>
:root { color-scheme: light dark; }
.body p { margin: 0 0 16px; }
.body a { color: ${linkColour}; }
@media (max-width: 480px) {
  .outer { padding: 0 !important; }
  .card { border-radius: 0 !important; padding: 28px 20px !important; }
  .brand, .foot { padding-left: 21px !important; padding-right: 21px !important; }
  .button a { display: block !important; text-align: center !important; }
  .button, .button td { width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  .ground { background: #0e1217 !important; }
  .card { background: #171d24 !important; border-color: #2b343e !important; color: #e8edf2 !important; }
  .title, .name { color: #e8edf2 !important; }
  .quiet, .foot { color: #a4afba !important; }
  .panel { background: #0f141a !important; border-color: #2b343e !important; color: #e8edf2 !important; }
  .body a, .foot a { color: ${darkAccent} !important; }
  .button td { background: ${darkAccent} !important; }
  .button a { color: ${colours.onto(darkAccent)} !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#eef2f5;-webkit-text-size-adjust:100%;">
<#if preview?has_content>
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${preview}</div>
</#if>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#eef2f5;">
<tr><td class="outer" align="center" style="padding:32px 16px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;">
<tr><td class="brand name" style="${fonts}padding:20px 33px;font-size:16px;line-height:24px;font-weight:600;color:#15202b;">
<#if (brand.logo)?has_content && brand.logo?matches("https://[A-Za-z0-9._~/%@:+,=&?-]+")>
<img src="${brand.logo}" alt="${sender}" height="32" style="display:block;height:32px;max-width:260px;border:0;">
<#else>
${sender}
</#if>
</td></tr>
<tr><td class="card body" style="${fonts}padding:36px 32px;background:#ffffff;border:1px solid #dce2e8;border-radius:14px;font-size:16px;line-height:25px;color:#15202b;">
<#if title?has_content>
<h1 class="title" style="margin:0 0 16px;font-size:23px;line-height:30px;font-weight:650;letter-spacing:-0.2px;color:#15202b;">${title}</h1>
</#if>
<#nested>
</td></tr>
<tr><td class="foot" style="${fonts}padding:24px 33px 32px;font-size:13px;line-height:20px;color:#55616d;">
<#if why?has_content><p style="margin:0 0 10px;">${why}</p></#if>
<p style="margin:0 0 10px;">${msg("porterMailSentBy", sender)}<#if ((brand.postalAddress)!"")?trim?has_content><br>
<#list brand.postalAddress?trim?split(r"\r?\n", "r") as line>${line}<#sep><br></#sep></#list></#if></p>
<#if ((brand.support)!"")?trim?has_content>
<p style="margin:0;">${msg("porterMailSupport")} <@contact brand.support?trim/></p>
</#if>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
</#macro>

<#macro contact value>
<#if value?matches(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")><a href="mailto:${value}" style="color:${linkColour};">${value}</a><#elseif value?matches("https://[A-Za-z0-9._~/%@:+,=&?-]+")><a href="${value}" style="color:${linkColour};">${value}</a><#else>${value}</#if>
</#macro>

<#macro text value><p style="margin:0 0 16px;">${value}</p></#macro>

<#macro quiet value><p class="quiet" style="margin:0 0 12px;font-size:14px;line-height:22px;color:#55616d;">${value}</p></#macro>

<#macro bullets items><ul class="quiet" style="margin:0 0 12px;padding:0 0 0 20px;font-size:14px;line-height:22px;color:#55616d;"><#list items as item><li style="word-break:break-word;">${item}</li></#list></ul></#macro>

<#-- Something that was typed by somebody, on a line of its own. -->
<#macro panel value>
<p class="panel" style="margin:0 0 16px;padding:12px 16px;border:1px solid #dce2e8;border-radius:10px;background:#f5f7f9;font-weight:600;word-break:break-word;">${value}</p>
</#macro>

<#-- What is known, as label and value; what has no value is left out. -->
<#macro facts all>
<#local rows = all?filter(row -> row.value?has_content)>
<table role="presentation" class="panel" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border:1px solid #dce2e8;border-radius:10px;background:#f5f7f9;border-collapse:separate;">
<#list rows as row>
<tr>
<td class="quiet" valign="top" style="${fonts}padding:<#if row?is_first>14<#else>4</#if>px 8px <#if row?is_last>14<#else>4</#if>px 16px;width:34%;font-size:14px;line-height:22px;color:#55616d;">${row.label}</td>
<td valign="top" style="${fonts}padding:<#if row?is_first>14<#else>4</#if>px 16px <#if row?is_last>14<#else>4</#if>px 8px;font-size:14px;line-height:22px;font-weight:600;word-break:break-word;">${row.value}</td>
</tr>
</#list>
</table>
</#macro>

<#macro button href label>
<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;">
<tr><td style="border-radius:10px;background:${accent};"><a href="${href}" style="${fonts}display:inline-block;padding:13px 26px;font-size:16px;line-height:22px;font-weight:600;color:${onAccent};text-decoration:none;border-radius:10px;">${label}</a></td></tr>
</table>
</#macro>

<#-- The whole code selects in one go, and stands alone, so that mail programs and phones find it. -->
<#macro code value>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px;">
<tr><td class="panel" align="center" dir="ltr" style="${mono}padding:18px 12px;border:1px solid #dce2e8;border-radius:10px;background:#f5f7f9;font-size:32px;line-height:40px;font-weight:700;color:#15202b;"><span style="letter-spacing:8px;padding-left:8px;-webkit-user-select:all;user-select:all;">${value}</span></td></tr>
</table>
</#macro>

<#macro bareLink href>
<p class="quiet" style="margin:0 0 12px;font-size:14px;line-height:22px;color:#55616d;">${msg("porterMailBareLink")}<br>
<a href="${href}" dir="ltr" style="color:${linkColour};word-break:break-all;">${href}</a></p>
</#macro>
