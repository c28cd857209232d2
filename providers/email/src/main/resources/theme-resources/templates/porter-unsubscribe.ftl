<#import "template.ftl" as layout>
<#-- Ends reminders: one question with one button, and what became of it. -->
<#assign words = {
  "ask": {"title": "porterUnsubscribeTitle", "text": "porterUnsubscribeText"},
  "done": {"title": "porterUnsubscribeDoneTitle", "text": "porterUnsubscribeDoneText"},
  "unknown": {"title": "porterUnsubscribeUnknownTitle", "text": "porterUnsubscribeUnknownText"}
}[unsubscribe.state]>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(words.title)}
  <#elseif section = "form">
    <p id="porter-unsubscribe-text"<#if unsubscribe.state == "done"> role="status"</#if>>${msg(words.text)}</p>
    <#if unsubscribe.state == "ask">
      <form id="porter-unsubscribe-form" class="${properties.kcFormClass!}" action="${unsubscribe.actionUrl}" method="post">
        <#-- the very request that a mail provider sends, RFC 8058 -->
        <input type="hidden" name="List-Unsubscribe" value="One-Click">
        <button id="porter-unsubscribe-submit" class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" type="submit">${msg("porterUnsubscribeSubmit")}</button>
      </form>
    </#if>
  </#if>
</@layout.registrationLayout>
