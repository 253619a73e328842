// Writing without HTTP: what the REST routes, the demo and imports are made of.
export { createArticle, deleteArticle, updateArticle } from './articles.ts';
export { createCategory, deleteCategory, updateCategory } from './categories.ts';
export { addArticleFile } from './files.ts';
export { createFolder, deleteFolder, updateFolder } from './folders.ts';
