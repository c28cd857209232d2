<#-- The field for a new password, and what the realm asks of it (passwordRules, made by RuledLoginForms). Works under keycloak.v2
     and every theme that builds on it, and without scripts: then the list is read, and marked when the form comes back. -->

<#assign rules = passwordRules![]>

<#-- Whether the realm also has policies of stock's that stock's own (inline) script of keycloak.v2 checks. -->
<#assign hasStockRules = ["length", "maxLength", "lowerCase", "upperCase", "digits", "specialChars"]?filter(policy -> (passwordPolicies[policy])??)?has_content>

<#-- The number after ?v= is the digest of the file: browsers keep theme files for weeks, so a new file needs a new address. -->
<#macro styles>
  <#if rules?has_content><link rel="stylesheet" href="${url.resourcesPath}/css/porter-password.css?v=0d717955"></#if>
</#macro>

<#macro script>
  <#if rules?has_content><script type="module" src="${url.resourcesPath}/js/porter-password.js?v=3ef14edd"></script></#if>
</#macro>

<#-- What an error says besides the rules, which are marked in the list: an array of lines. -->
<#function besides error>
  <#local rest = error>
  <#list rules as rule><#local rest = rest?replace(rule.text, "\n")></#list>
  <#return rest?split("\n")?map(line -> line?trim)?filter(line -> line != "")>
</#function>

<#macro new name label error="" required=false autofocus=false>
  <#local others = besides(error)>
  <div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormGroupLabelClass!}">
      <label for="${name}" class="${properties.kcFormLabelClass!}">
        <span class="${properties.kcFormLabelTextClass!}">${label}</span>
        <#if required><span class="${properties.kcInputRequiredClass!}" aria-hidden="true">&#42;</span></#if>
      </label>
    </div>
    <div class="${properties.kcInputGroup!}">
      <div class="${properties.kcInputGroupItemClass!} ${properties.kcFill!}">
        <span class="${properties.kcInputClass!} <#if error != "">${properties.kcError!}</#if>">
          <input id="${name}" name="${name}" value="" type="password" autocomplete="new-password" <#if autofocus>autofocus</#if>
            <#if error != "">aria-invalid="true"</#if>
            aria-describedby="input-error-container-${name}<#if rules?has_content> ${name}-rules</#if>">
          <#if error != ""><span class="${properties.kcFormControlUtilClass!}"><span class="${properties.kcInputErrorIconStatusClass!}"><i class="${properties.kcInputErrorIconClass!}" aria-hidden="true"></i></span></span></#if>
        </span>
      </div>
      <div class="${properties.kcInputGroupItemClass!}">
        <button id="${name}-show-password" class="${properties.kcFormPasswordVisibilityButtonClass!}" type="button"
          aria-label="${msg("showPassword")}" aria-controls="${name}" data-password-toggle
          data-icon-show="${properties.kcFormPasswordVisibilityIconShow!}" data-icon-hide="${properties.kcFormPasswordVisibilityIconHide!}"
          data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}">
          <i class="${properties.kcFormPasswordVisibilityIconShow!}" aria-hidden="true"></i>
        </button>
      </div>
    </div>
    <div id="input-error-container-${name}">
      <#if others?has_content>
        <div class="${properties.kcFormHelperTextClass!}" role="alert">
          <#list others as line>
            <div class="${properties.kcInputHelperTextClass!}">
              <div class="${properties.kcInputHelperTextItemClass!} ${properties.kcError!}" <#if line?index == 0>id="input-error-${name}"</#if>>
                <span class="${properties.kcInputErrorMessageClass!}">${line}</span>
              </div>
            </div>
          </#list>
        </div>
      </#if>
    </div>
    <#if rules?has_content><@list name=name error=error/></#if>
  </div>
</#macro>

<#macro list name error>
  <ul id="${name}-rules" class="porter-rules" aria-label="${msg("porterPasswordTitle")}" data-porter-password="${name}"
    data-count="${msg("porterPasswordCount", "{0}", "{1}")}" data-met="${msg("porterPasswordMet")}" data-broken="${msg("porterPasswordBroken")}">
    <#list rules as rule>
      <#local broken = error?contains(rule.text)>
      <#if broken || !rule.quiet>
        <li data-test="${rule.test}" <#if broken>data-state="broken"</#if>><svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" focusable="false">
          <circle class="porter-rule-open" cx="8" cy="8" r="2"/>
          <path class="porter-rule-met" d="m3 8.5 3.4 3.4L13 4.8"/>
          <path class="porter-rule-broken" d="m4 4 8 8m0-8-8 8"/>
        </svg><span>${rule.text}<span class="porter-rule-state"><#if broken> ${msg("porterPasswordBroken")}</#if></span></span></li>
      </#if>
    </#list>
  </ul>
  <p id="${name}-count" class="porter-rule-state" role="status" aria-live="polite"></p>
</#macro>
