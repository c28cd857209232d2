<#-- What our pages share. It imports no file of a theme, so that the pages work under every parent: keycloak.v2, keycloak (v1) and base.
     A theme's own classes give the parts their look; where it has none, those of css/porter-pages.css do. -->

<#-- The number after ?v= is the digest of the file: browsers keep theme files for weeks, so a new file needs a new address. -->
<#macro styles>
  <link rel="stylesheet" href="${url.resourcesPath}/css/porter-pages.css?v=dfcdfe77">
</#macro>

<#-- The page's one message. Stock's layout prints it without a role, so a screen reader would pass over it. -->
<#macro alert shown=true>
  <#if shown && message?has_content && (message.summary)?has_content>
    <#local kind = (message.type == "error")?then("danger", message.type)>
    <#local icon = properties["kcFeedback" + message.type?cap_first + "Icon"]!"">
    <div class="${properties.kcAlertClass!("porter-alert-plain porter-alert-" + kind)} pf-m-${kind} porter-alert" role="${(message.type == "error")?then("alert", "status")}">
      <#if icon != ""><div class="${properties.kcAlertIconClass!"pf-c-alert__icon"}"><span class="${icon}" aria-hidden="true"></span></div></#if>
      <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${message.summary}</span>
    </div>
  </#if>
</#macro>

<#-- A picture beside the words that matter most; it says nothing that they do not say. -->
<#macro panel icon tone="accent">
  <div class="porter-panel porter-panel-${tone}">
    <svg class="porter-icon" aria-hidden="true" viewBox="0 0 24 24" width="26" height="26" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" focusable="false">
      <#switch icon>
        <#case "mail"><rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="m4 7.5 8 6 8-6"/><#break>
        <#case "check"><circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16 9.6"/><#break>
        <#case "clock"><circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/><#break>
        <#case "key"><circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l3 3M13.5 9.5l2 2"/><#break>
        <#case "list"><rect x="4" y="3.5" width="16" height="17" rx="2.5"/><path d="m8 9 1.2 1.2L11.5 8M8 15l1.2 1.2 2.3-2.2M14.5 9.4H17M14.5 15.4H17"/><#break>
        <#case "people"><circle cx="9" cy="8.5" r="3.5"/><path d="M3 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16 5.4a3.3 3.3 0 0 1 0 6.3M18 14.6c1.9.8 3 2.5 3 4.9"/><#break>
        <#case "shield"><path d="M12 3 19 5.8v5.7c0 4.5-2.9 7.9-7 9.5-4.1-1.6-7-5-7-9.5V5.8z"/><path d="m9 11.8 2.2 2.2 4-4.2"/><#break>
        <#default><path d="M9.5 14.5 14.5 9.5M10.8 6.7l1.5-1.5a4.6 4.6 0 0 1 6.5 6.5l-1.5 1.5M13.2 17.3l-1.5 1.5a4.6 4.6 0 0 1-6.5-6.5l1.5-1.5"/>
      </#switch>
    </svg>
    <div class="porter-panel-words"><#nested></div>
  </div>
</#macro>

<#-- An address on a line of its own: never an argument of msg(), which expands message keys in dollar braces. -->
<#macro address value>
  <p class="porter-address" dir="ltr">${value}</p>
</#macro>

<#-- Which sign-in methods of the account are the reader's own. No box is ticked: what stays is a person's answer. Names and labels
     were chosen by whoever set the method, so they are never an argument of msg(). -->
<#macro ownership methods>
  <fieldset class="porter-choices" aria-describedby="porter-choices-hint">
    <legend>${msg("porterKeepTitle")}</legend>
    <p id="porter-choices-hint">${msg("porterKeepText")}</p>
    <#list methods as method>
      <div class="porter-choice">
        <input id="porter-keep-${method?index}" type="checkbox" name="keep" value="${method.key}" autocomplete="off">
        <label for="porter-keep-${method?index}">
          <span class="porter-choice-name"><#if method.kind != "provider">${msg("porterMethod." + method.kind)}</#if><#if method.name?has_content> <bdi<#if method.kind != "provider"> class="porter-choice-detail"</#if>>${method.name}</bdi></#if><#if method.account?has_content> <bdi class="porter-choice-detail">${method.account}</bdi></#if></span>
          <span>${msg("porterKeepMine")}</span>
        </label>
      </div>
    </#list>
  </fieldset>
</#macro>

<#-- What became of the mail. The style sheet picks the picture by the page's data-mail-state. -->
<#macro mailLine shown>
  <p id="porter-mail" class="porter-mail"<#if !shown> hidden</#if>><svg class="porter-mail-icon" aria-hidden="true" viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" focusable="false">
    <path class="porter-mail-way" d="M21 3 10 14M21 3l-7 18-4-7-7-4z"/>
    <path class="porter-mail-wait" d="M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z"/>
    <path class="porter-mail-there" d="m5 12.5 4.5 4.5L19 7.5"/>
    <path class="porter-mail-lost" d="M12 9v4.5M12 17v.1M12 3.5 2.5 20h19z"/>
  </svg><span id="porter-mail-text"><#nested></span></p>
</#macro>

<#-- The classes of a button: primary, secondary or link. keycloak (v1) has no secondary button and no link button, base has none at all. -->
<#function button type>
  <#return (properties.kcButtonClass!"") + " " + (properties["kcButton" + type?cap_first + "Class"]!("porter-button porter-button-" + type))>
</#function>

<#-- The button that sends a form. -->
<#macro submit id label type="primary">
  <button id="${id}" class="${button(type)} ${properties.kcButtonBlockClass!"porter-button-block"}" type="submit">${msg(label)}</button>
</#macro>

<#-- A labelled field; what is nested are further attributes of its input element. keycloak.v2 gives its classes to an element around
     the input, older themes to the input. -->
<#macro field name label error="" required=false class="">
  <#local wrapped = properties.kcFormGroupLabelClass??>
  <#local look = (properties.kcInputClass!"porter-input") + (error != "")?then(" " + (properties.kcError!""), "")>
  <div class="porter-field">
    <label for="${name}" class="${properties.kcFormLabelClass!properties.kcLabelClass!}">
      <span class="${properties.kcFormLabelTextClass!}">${label}</span>
      <#if required><span class="${properties.kcInputRequiredClass!}" aria-hidden="true">&#42;</span></#if>
    </label>
    <span class="porter-control ${wrapped?then(look, "")} ${class}">
      <input id="${name}" name="${name}" <#if !wrapped>class="${look}"</#if> <#if required>required</#if> <#if error != "">aria-invalid="true"</#if> <#nested>>
      <#if wrapped && error != ""><span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span></#if>
    </span>
    <#if error != "">
      <div id="input-error-${name}" class="porter-field-error" aria-live="polite"><span class="${properties.kcInputErrorMessageClass!}">${error}</span></div>
    </#if>
  </div>
</#macro>

<#-- The email field of the change form and of the page that asks for a first address. -->
<#macro emailField value autofocus=false>
  <#local error = messagesPerField.get("email")>
  <@field name="email" label=msg("porterEmailLabel") error=error required=true>
    type="email" value="${value}" maxlength="255" autocomplete="email" autocapitalize="none" spellcheck="false" dir="ltr"
    <#if error != "">aria-describedby="input-error-email"</#if> <#if autofocus>autofocus</#if></@field>
</#macro>

<#-- A way out for an action that an application asked for (kc_action). -->
<#macro cancel>
  <form class="porter-quiet-form" action="${url.loginAction}" method="post">
    <button class="${button("link")} porter-quiet" type="submit" name="cancel-aia" value="true">${msg("doCancel")}</button>
  </form>
</#macro>
