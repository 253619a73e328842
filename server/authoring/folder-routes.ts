import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Visibility } from '../../contract/visibility.ts';
import { cutPage, pageOf } from '../http/freshdesk.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { languageIn, type Parts, primaryLocale } from './addressed.ts';
import { removeFiles } from './files.ts';
import { type FoundFolder, findFolders, findLevels } from './find.ts';
import { namedIn, placeAndRuleIn } from './folder-change.ts';
import { readNamed, readVars } from './folder-rule.ts';
import { createFolder, deleteFolder, updateFolder } from './folders.ts';
import { folderChange, newFolder, newSubfolder, translation, translationChange } from './input.ts';
import { presentFolder } from './present.ts';

/** Folders of `/solutions`, in Freshdesk's shapes, with groups as visibility 8 and `vars` besides. */
export function folderRoutes({ store, clock, url, files }: Parts): Route[] {
  const { read } = store;

  async function present(folders: readonly FoundFolder[], locale: string | null) {
    const ids = folders.map((folder) => folder.id);
    const levels = await findLevels(read, ids, locale);
    return Promise.all(
      folders.map(async (folder) => {
        const named = await readNamed(read, folder.id, folder.visibility);
        const vars = await readVars(read, folder.id);
        return presentFolder(folder, levels.get(folder.id) ?? [], { ...named, vars });
      }),
    );
  }

  async function one(id: number, locale: string | null) {
    const [folder] = await present(await findFolders(read, { id }, locale), locale);
    if (!folder) throw notFound();
    return folder;
  }

  async function list(
    request: Request,
    response: Response,
    within: { category: number } | { parent: number },
    locale: string | null,
  ): Promise<void> {
    await primaryLocale(read, 'category' in within ? within : { folder: within.parent });
    const page = pageOf(request);
    const rows = await findFolders(read, { ...within, ...page }, locale);
    response.json(await present(cutPage(page, rows, request, response, url), locale));
  }

  async function make(
    request: Request,
    response: Response,
    category: number,
    input: z.output<typeof newFolder>,
  ): Promise<void> {
    const { name, description, parent_folder_id: parent, visibility, vars } = input;
    const { signed_out: signedOut } = input;
    const id = await store.write(async (transaction) => {
      const locale = await primaryLocale(transaction, { category });
      return createFolder(transaction, clock, {
        id: input.id,
        ...{ category, parent, vars, signedOut, visibility: visibility ?? Visibility.everyone },
        ...namedIn(input),
        texts: { [locale]: { name, description } },
      });
    });
    response.status(201).location(`${url}${request.baseUrl}/solutions/folders/${id}`);
    response.json(await one(id, null));
  }

  async function categoryOf(folder: number): Promise<number> {
    const [row] = await findFolders(read, { id: folder }, null);
    if (!row) throw notFound();
    return row.category_id;
  }

  return [
    {
      method: 'get',
      path: '/solutions/categories/:id/folders',
      visibility: 'agent',
      handle: (request, response) => list(request, response, { category: idIn(request) }, null),
    },
    {
      method: 'post',
      path: '/solutions/categories/:id/folders',
      visibility: 'agent',
      handle(request, response) {
        return make(request, response, idIn(request), parseInput(newFolder, request.body));
      },
    },
    {
      method: 'get',
      path: '/solutions/categories/:id/folders/:language',
      visibility: 'agent',
      handle(request, response) {
        return list(request, response, { category: idIn(request) }, languageIn(request));
      },
    },
    {
      method: 'get',
      path: '/solutions/folders/:id/subfolders',
      visibility: 'agent',
      handle: (request, response) => list(request, response, { parent: idIn(request) }, null),
    },
    {
      method: 'post',
      path: '/solutions/folders/:id/subfolders',
      visibility: 'agent',
      async handle(request, response) {
        const parent = idIn(request);
        const category = await categoryOf(parent);
        const input = parseInput(newSubfolder, request.body);
        await make(request, response, category, { ...input, parent_folder_id: parent });
      },
    },
    {
      method: 'get',
      path: '/solutions/folders/:id/subfolders/:language',
      visibility: 'agent',
      handle(request, response) {
        return list(request, response, { parent: idIn(request) }, languageIn(request));
      },
    },
    {
      method: 'get',
      path: '/solutions/folders/:id',
      visibility: 'agent',
      async handle(request, response) {
        response.json(await one(idIn(request), null));
      },
    },
    {
      method: 'put',
      path: '/solutions/folders/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(folderChange, request.body);
        const { name, description } = input;
        await store.write(async (transaction) => {
          const locale = await primaryLocale(transaction, { folder: id });
          const isNamed = name !== undefined || description !== undefined;
          await updateFolder(transaction, clock, id, {
            ...placeAndRuleIn(input),
            texts: isNamed ? { [locale]: { name, description } } : {},
          });
        });
        response.json(await one(id, null));
      },
    },
    {
      method: 'delete',
      path: '/solutions/folders/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const gone = await store.write((transaction) => deleteFolder(transaction, id));
        await removeFiles(files, gone);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/solutions/folders/:id/:language',
      visibility: 'agent',
      async handle(request, response) {
        response.json(await one(idIn(request), languageIn(request)));
      },
    },
    ...(['post', 'put'] as const).map(
      (method): Route => ({
        method,
        path: '/solutions/folders/:id/:language',
        visibility: 'agent',
        async handle(request, response) {
          const id = idIn(request);
          const locale = languageIn(request);
          const schema = method === 'post' ? translation : translationChange;
          const text = parseInput(schema, request.body);
          await store.write((transaction) =>
            updateFolder(transaction, clock, id, { texts: { [locale]: text } }),
          );
          response.status(method === 'post' ? 201 : 200).json(await one(id, locale));
        },
      }),
    ),
  ];
}
