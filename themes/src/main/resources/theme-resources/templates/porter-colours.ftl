<#-- Makes one brand colour readable: WCAG 2 contrast in plain FreeMarker, shared by the pages and the mails. -->
<#assign digits = "0123456789abcdef">
<#assign fallback = "#1f5f7a">

<#-- The colour as #rrggbb, or the fallback when the value is not a hex colour: nothing else reaches a style. -->
<#function safe value other=fallback>
  <#local hex = (value!"")?trim?lower_case>
  <#if hex?matches("#[0-9a-f]{6}")><#return hex></#if>
  <#if hex?matches("#[0-9a-f]{3}")>
    <#return "#" + hex[1] + hex[1] + hex[2] + hex[2] + hex[3] + hex[3]>
  </#if>
  <#return other>
</#function>

<#function parts hex>
  <#local numbers = []>
  <#list [1, 3, 5] as at>
    <#local numbers += [digits?index_of(hex[at]) * 16 + digits?index_of(hex[at + 1])]>
  </#list>
  <#return numbers>
</#function>

<#function hexOf numbers>
  <#local hex = "#">
  <#list numbers as number>
    <#local n = number?round>
    <#local hex += digits[(n / 16)?floor] + digits[n % 16]>
  </#list>
  <#return hex>
</#function>

<#-- Relative luminance; the cubic stands for the sRGB curve and is off by less than 0.004. -->
<#function luminance hex>
  <#local linear = []>
  <#list parts(hex) as number>
    <#local c = number / 255>
    <#local linear += [c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878)]>
  </#list>
  <#return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]>
</#function>

<#function contrast one other>
  <#local a = luminance(one) + 0.05>
  <#local b = luminance(other) + 0.05>
  <#return (a > b)?then(a / b, b / a)>
</#function>

<#function mix from to share>
  <#local a = parts(from)>
  <#local b = parts(to)>
  <#return hexOf([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share])>
</#function>

<#-- The colour, moved towards another one just far enough to be read on the ground. -->
<#function readable hex ground towards wanted=4.6>
  <#list 0..20 as step>
    <#local mixed = mix(hex, towards, step / 20)>
    <#if contrast(mixed, ground) gte wanted><#return mixed></#if>
  </#list>
  <#return towards>
</#function>

<#-- The ground of a filled button. White words are what a middling colour is made for, so it is darkened by the little
     that they lack; a light colour stays and gets dark words. -->
<#function fill hex>
  <#return (contrast(hex, "#ffffff") gte 3)?then(readable(hex, "#ffffff", "#000000"), hex)>
</#function>

<#function onto hex>
  <#return (contrast(hex, "#ffffff") gte 4.5)?then("#ffffff", "#10161c")>
</#function>
