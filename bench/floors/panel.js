import { h, render } from 'preact';

// The floor for the panel: Preact draws what the widget's home shows, as plain lists, and nothing else.
export function open(container, { suggested, categories }) {
  const frame = document.createElement('div');
  frame.id = 'widget-frame';
  frame.style.cssText = 'position:fixed;right:20px;bottom:80px;width:380px;height:600px';
  const shadow = frame.attachShadow({ mode: 'open' });
  container.append(frame);
  render(
    h('div', null, [
      h('input', { type: 'search', placeholder: 'Search' }),
      h(List, { rows: suggested.map(({ id, title, excerpt }) => [id, title, excerpt]) }),
      ...categories.map(({ id, name, folders }) =>
        h('section', { key: id }, [
          h('h3', null, name),
          h(List, {
            rows: folders.map((folder) => [folder.id, folder.name, `${folder.articleCount}`]),
          }),
        ]),
      ),
    ]),
    shadow,
  );
}

function List({ rows }) {
  return h(
    'ul',
    null,
    rows.map(([id, title, line]) =>
      h(
        'li',
        { key: id },
        h('button', { class: 'row' }, [h('b', null, title), h('small', null, line)]),
      ),
    ),
  );
}
