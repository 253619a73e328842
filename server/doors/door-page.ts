import type { Request, Response } from 'express';
import type { GatePage, HandoverPage, LinkPage, QuestionPage } from '../../contract/portal.ts';

/** The pages of the doors. */
export type DoorPage = GatePage | QuestionPage | HandoverPage | LinkPage;

/** Draws a page in the frame of the site, kept by nobody. The portal does it: it knows the frame. */
export type ShowPage = (
  request: Request,
  response: Response,
  page: DoorPage,
  status: number,
) => Promise<void>;
