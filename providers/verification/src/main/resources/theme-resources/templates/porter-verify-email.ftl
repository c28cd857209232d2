<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- The waiting page: says where the mail went and what became of it, takes the code, follows along when the link is used
     elsewhere. -->
<#assign codeError = messagesPerField.get("code")>
<#assign wait = verify.resendSeconds>
<#assign sent = (verify.sent)!true>
<#assign change = verify.canChangeEmail>
<#-- What is said of a mail in each state: by this page when it is loaded, by its script from then on. -->
<#assign words = {
  "queued": {"title": "porterVerifyTitle", "lead": "porterVerifySentTo", "line": "porterMailQueued"},
  "handed-over": {"title": "porterVerifyTitle", "lead": "porterVerifySentTo", "line": "porterMailHandedOver"},
  "delayed": {"title": "porterVerifyTitle", "lead": "porterVerifySentTo", "line": "porterMailDelayed"},
  "delivered": {"title": "porterVerifyTitle", "lead": "porterVerifySentTo", "line": "porterMailDelivered"},
  "failed": {"title": "porterVerifyTitleUnsent", "lead": "porterMailNotSentTo", "line": "porterMailAskAgain"},
  "undeliverable": {"title": "porterVerifyTitleUnsent", "lead": "porterMailLostTo",
    "line": change?then("porterMailCheck", "porterMailCheckHelp")},
  "unwanted": {"title": "porterVerifyTitleUnsent", "lead": "porterMailUnwantedTo",
    "line": change?then("porterMailUnwanted", "porterMailUnwantedHelp")}
}>
<#assign state = ((verify.mail.complaint)!false)?then("unwanted", (verify.mail.state)!"")>
<#assign now = words[state]!{"title": sent?then("porterVerifyTitle", "porterVerifyTitleUnsent"),
  "lead": sent?then("porterVerifySentTo", "porterVerifyUnsentTo")}>
<#assign newAddress = state == "undeliverable" || state == "unwanted">
<#assign noCode = (state == "undeliverable" || state == "failed") && !codeError?has_content>

<#macro changeForm>
  <details class="porter-details" id="porter-change"<#if verify.changing || newAddress> open</#if>>
    <summary>${msg("porterChangeSummary")}</summary>
    <form id="porter-change-form" class="${properties.kcFormClass!} porter-form" action="${url.loginAction}" method="post" data-porter-once>
      <input type="hidden" name="porter_action" value="change">
      <@porter.emailField value=(verify.typedEmail)!(newAddress?then(verify.email, "")) autofocus=(verify.changing || state == "undeliverable")/>
      <@porter.submit id="porter-change-submit" label="porterChangeSubmit" type=newAddress?then("primary", "secondary")/>
    </form>
  </details>
</#macro>

<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(now.title)}
  <#elseif section = "form">
    <@porter.styles/>
    <div id="porter-verify" class="porter-page-body" data-mail-state="${state}"
      data-mail-words='{<#list words as key, word>"${key}":{"title":"${msg(word.title)?json_string}","lead":"${msg(word.lead)?json_string}","line":"${msg(word.line, "{0}")?json_string}"}<#sep>,</#sep></#list>}'
      data-status-url="${verify.statusUrl}" data-continue-url="${verify.continueUrl}" data-code-length="${verify.codeLength?c}"
      data-resend-seconds="${wait?c}" data-text-wait="${msg("porterResendIn", "{0}")}" data-text-wait-minutes="${msg("porterResendInMinutes", "{0}")}" data-text-soon="${msg("porterResendSoon", "{0}")}"
      data-text-ready="${msg("porterResendReady")}" data-text-verified="${msg("porterVerifiedGoingOn")}"
      data-text-gone="${msg("porterVerifyGone")}">
      <@porter.alert shown=!messagesPerField.existsError("code", "email")/>
      <@porter.panel icon="mail">
        <p id="porter-mail-lead">${msg(now.lead)}</p>
        <@porter.address value=verify.email/>
        <@porter.mailLine shown=state?has_content><#if state?has_content>${msg(now.line, "{0}")?replace("{0}", verify.mail.domain)}</#if></@porter.mailLine>
      </@porter.panel>
      <#if state?has_content>
        <noscript><p class="porter-hint"><a href="${verify.continueUrl}">${msg("porterMailLookAgain")}</a></p></noscript>
      </#if>
      <#if change && newAddress><@changeForm/></#if>

      <div id="porter-code-part" class="porter-part"<#if noCode> hidden</#if>>
        <p id="porter-code-hint">${msg("porterVerifyHow", verify.codeLength)}</p>
        <form id="porter-code-form" class="${properties.kcFormClass!} porter-form" action="${url.loginAction}" method="post" data-porter-once>
          <input type="hidden" name="porter_action" value="code">
          <@porter.field name="code" label=msg("porterCodeLabel") error=codeError class="porter-code">
            type="text" inputmode="numeric" autocomplete="one-time-code" required
            pattern="\s*([0-9][\s\-]*){${verify.codeLength?c}}" title="${msg("porterCodeFormat", verify.codeLength)}"
            autocapitalize="none" autocorrect="off" spellcheck="false" dir="ltr"
            aria-describedby="<#if codeError?has_content>input-error-code </#if>porter-code-hint"
            <#if !verify.changing && !noCode>autofocus</#if></@porter.field>
          <@porter.submit id="porter-code-submit" label="porterCodeSubmit" type=(newAddress || noCode)?then("secondary", "primary")/>
        </form>
      </div>

      <p id="porter-follow" class="porter-follow" hidden><span class="porter-pulse" aria-hidden="true"></span><span id="porter-follow-text">${msg("porterVerifyFollow")}</span></p>
      <p id="porter-live" class="porter-unseen" role="status" aria-live="polite"></p>

      <section class="porter-more" aria-label="${msg("porterMoreLabel")}">
        <form id="porter-resend-form" class="porter-quiet-form" action="${url.loginAction}" method="post" data-porter-once>
          <input type="hidden" name="porter_action" value="resend">
          <p class="porter-hint"><span class="porter-resend-hint">${msg("porterResendHint")}</span>
            <span id="porter-resend-wait"<#if wait lte 0> hidden</#if>><#if wait gt 120>${msg("porterResendWaitMinutes", (wait / 60)?ceiling)}<#else>${msg("porterResendWait", wait)}</#if></span></p>
          <@porter.submit id="porter-resend" label="porterResend" type="secondary"/>
        </form>

        <#if change && !newAddress><@changeForm/></#if>

        <#if isAppInitiatedAction??>
          <@porter.cancel/>
        <#else>
          <p class="porter-restart"><a id="porter-restart" href="${url.loginRestartFlowUrl}">${msg("porterOtherAccount")}</a></p>
        </#if>
      </section>
    </div>
    <script type="module" src="${url.resourcesPath}/js/porter-verify-email.js?v=a94d710d"></script>
  </#if>
</@layout.registrationLayout>
