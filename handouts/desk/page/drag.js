// Putting the items of a list into another order by dragging a grip. The buttons beside it do the same for the keyboard.
const NEAR = 60; // pixels from the edge of what scrolls, where it does
let held = null; // the item that is dragged

export const dragging = () => held !== null;

/** A grip in each item of a list: while it is held, the item follows; `moved` is told from which place to which. */
export function sortable(list, moved) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.button || held) return;
    event.preventDefault();
    const item = grip.closest("li");
    const from = [...list.children].indexOf(item);
    held = item;
    item.classList.add("held");
    list.setPointerCapture(event.pointerId); // the grip would lose it as its item is moved
    const follow = ({ clientY }) => { place(list, item, clientY); scroll(list, clientY); };
    const end = (happened) => {
      const to = [...list.children].indexOf(item);
      for (const [name, act] of [["pointermove", follow], ["pointerup", end], ["pointercancel", end]]) list.removeEventListener(name, act);
      removeEventListener("keydown", stopped);
      item.classList.remove("held");
      held = null;
      const back = happened.type !== "pointerup";
      if (back || to === from) list.insertBefore(item, [...list.children].filter((each) => each !== item)[from] ?? null);
      else moved(from, to);
    };
    const stopped = (pressed) => { if (pressed.key === "Escape") end(pressed); };
    list.addEventListener("pointermove", follow);
    list.addEventListener("pointerup", end);
    list.addEventListener("pointercancel", end);
    addEventListener("keydown", stopped);
  });
}

/** Put the item where the pointer is: before the first other whose middle is below it. */
function place(list, item, y) {
  const others = [...list.children].filter((each) => each !== item);
  const next = others.find((each) => { const { top, height } = each.getBoundingClientRect(); return y < top + height / 2; }) ?? null;
  if (item.nextElementSibling !== next) list.insertBefore(item, next);
}

function scroll(list, y) {
  for (let box = list.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
    const { top, bottom } = box.getBoundingClientRect();
    if (y < top + NEAR) box.scrollTop -= NEAR / 4;
    else if (y > bottom - NEAR) box.scrollTop += NEAR / 4;
    return;
  }
  if (y < NEAR) scrollBy(0, -NEAR / 4);
  else if (y > innerHeight - NEAR) scrollBy(0, NEAR / 4);
}
