(()=>{parent!==window&&new ResizeObserver(()=>parent.postMessage({rolebook:"height",height:document.body.scrollHeight},"*")).observe(document.body);})();
