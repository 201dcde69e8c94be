-- Style and script of the page of one article. Colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with
-- any colour vision tell apart; each kind also has an underline of its own.
local asset = {}

asset.style = [[
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#5a5a5a;--page:#fdfdfb;--panel:#f3f3ef;--line:#cfcfca;--mark:#fff3c4;
--person:#0072b2;--org:#b04400;--place:#007a58;--norp:#a3447f;--misc:#3a7ca5;--time:#855a00;--quantity:#6b5b00;--said:#eef4fb}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e3;--soft:#a9a9a4;--page:#161615;--panel:#212120;--line:#444440;--mark:#5a4a10;
--person:#56b4e9;--org:#ff9b5c;--place:#3cc79c;--norp:#e6a0cc;--misc:#8cc7e6;--time:#f0c75e;--quantity:#d6c95e;--said:#1d2733}}
*{box-sizing:border-box}
body{font:17px/1.6 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--page);margin:0}
header,main,nav{padding:1em 1.5em}
header{border-bottom:1px solid var(--line)}h1{font-size:1.5em;line-height:1.25;margin:.2em 0}
header p{margin:.2em 0;color:var(--soft);font:14px/1.4 system-ui,sans-serif}
.columns{display:grid;grid-template-columns:minmax(0,42em) minmax(16em,1fr);max-width:78em;margin:0 auto}
nav{font:14px/1.45 system-ui,sans-serif;background:var(--panel);border-left:1px solid var(--line);max-height:100vh;overflow:auto;position:sticky;top:0}
@media(max-width:60em){.columns{display:block}nav{position:static;max-height:none;border:0}}
nav h2{font-size:1em;margin:1em 0 .3em}nav ul{list-style:none;margin:0;padding:0}nav li{margin:.1em 0}
nav button{font:inherit;color:inherit;background:none;border:0;padding:.15em .2em;text-align:start;cursor:pointer;border-radius:3px}
nav button:hover{background:var(--mark)}nav small{color:var(--soft)}
fieldset{border:1px solid var(--line);margin:0;padding:.3em .8em}label{display:inline-block;margin-right:.9em;white-space:nowrap}
:focus-visible{outline:3px solid var(--person);outline-offset:1px}
.a{cursor:help;text-decoration-thickness:2px;text-underline-offset:.18em}
.person{text-decoration:underline solid var(--person)}.org{text-decoration:underline double var(--org)}
.place{text-decoration:underline dashed var(--place)}.norp{text-decoration:underline dotted var(--norp)}
.misc{text-decoration:underline wavy var(--misc)}.time{text-decoration:underline dotted var(--time)}.quantity{text-decoration:underline dashed var(--quantity)}
.said{background:var(--said);border-radius:2px}.cue{font-style:italic}.fact{box-shadow:inset 0 -.35em 0 -.1em var(--mark)}
.k.person{color:var(--person)}.k.org{color:var(--org)}.k.place{color:var(--place)}.k.norp{color:var(--norp)}.k.misc{color:var(--misc)}.k.time{color:var(--time)}.k.quantity{color:var(--quantity)}
.k{text-decoration:none;font-weight:600}
.hit{background:var(--mark)}
.off{text-decoration:none;background:none;box-shadow:none;cursor:auto;font-style:inherit}
#tip{position:absolute;z-index:2;max-width:min(46em,92vw);background:var(--panel);border:1px solid var(--line);border-radius:5px;padding:.5em .8em;
font:13px/1.45 system-ui,sans-serif;box-shadow:0 3px 12px #0004}#tip pre,.why pre{font:12px/1.4 ui-monospace,monospace;white-space:pre-wrap;margin:.3em 0 0}
.why{display:none}.k2{color:var(--soft)}
@media print{nav,#tip{display:none}.columns{display:block}}
]]

asset.script = [[
(function(){
var tip=document.getElementById("tip"),shown=null;
function all(q){return Array.prototype.slice.call(document.querySelectorAll(q));}
function say(at){
var ids=(at.getAttribute("data-a")||"").split(" ");tip.textContent="";
ids.forEach(function(id){var why=document.getElementById("w"+id);
if(why&&!off[why.getAttribute("data-k")]){var copy=why.cloneNode(true);copy.removeAttribute("id");copy.className="";tip.appendChild(copy);}});
if(!tip.firstChild)return hide();
tip.hidden=false;shown=at;var box=at.getBoundingClientRect();
tip.style.top=(window.scrollY+box.bottom+6)+"px";
tip.style.left=Math.max(8,Math.min(window.scrollX+box.left,window.scrollX+document.documentElement.clientWidth-tip.offsetWidth-8))+"px";}
function hide(){tip.hidden=true;shown=null;}
var off={};
function marks(id){return all('.a[data-a~="'+id+'"]');}
function go(list,from){
if(!list.length)return;all(".hit").forEach(function(x){x.classList.remove("hit");});
list.forEach(function(x){x.classList.add("hit");});
var to=list[from%list.length];to.scrollIntoView({block:"center"});
var first=to.getAttribute("tabindex")!==null?to:list[0];first.focus({preventScroll:true});}
document.addEventListener("mouseover",function(e){var at=e.target.closest&&e.target.closest(".a");if(at)say(at);else if(!e.target.closest("#tip"))hide();});
document.addEventListener("focusin",function(e){if(e.target.classList.contains("a"))say(e.target);});
document.addEventListener("keydown",function(e){
if(e.key==="Escape")return hide();
if(e.target.tagName==="INPUT"||e.ctrlKey||e.metaKey||e.altKey)return;
var tabs=all(".a[tabindex]").filter(function(x){return !x.classList.contains("off");}),i=tabs.indexOf(document.activeElement);
if(e.key==="j"||e.key==="k"){var n=e.key==="j"?i+1:i<0?tabs.length-1:i-1;if(tabs[n]){tabs[n].focus();tabs[n].scrollIntoView({block:"nearest"});}e.preventDefault();}
if(e.key==="n"&&i>=0){var own=tabs[i].getAttribute("data-e");if(own){var same=tabs.filter(function(x){return x.getAttribute("data-e")===own;});
var to=same[(same.indexOf(tabs[i])+1)%same.length];to.focus();to.scrollIntoView({block:"nearest"});}}});
all("nav button").forEach(function(b){var turn=0;b.onclick=function(){
var list=[];b.getAttribute("data-a").split(" ").forEach(function(id){var m=marks(id);if(m.length)list.push(m[0]);});go(list,turn++);};});
all("nav input").forEach(function(box){box.onchange=function(){
off[box.value]=!box.checked;
all(".a").forEach(function(x){
var on=x.getAttribute("data-k").split(" ").some(function(k){return !off[k];});x.classList.toggle("off",!on);
x.getAttribute("data-k").split(" ").forEach(function(k){x.classList.toggle(k,!off[k]);});
if(x.hasAttribute("data-t"))x.tabIndex=on?0:-1;});
all("nav section[data-k]").forEach(function(s){s.hidden=!!off[s.getAttribute("data-k")];});hide();};});
})();
]]

return asset
