import type { Page } from '@playwright/test';

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A PNG, in base64, of what the window shows; wherever the page's writing mode puts its origin. */
export async function pictureOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png' });
  await devtools.detach();
  return data;
}

/** The share of pixels, 0 to 1, in which an area of two pictures differs visibly. */
export async function differentPixels(
  page: Page,
  pictures: [string, string],
  area: Area,
): Promise<number> {
  // A page of its own: the tested one may forbid images or have replaced what this needs.
  const blank = await page.context().newPage();
  const share = await blank.evaluate(
    async ({ pictures, area: { x, y, width, height } }) => {
      const [first, second] = await Promise.all(pictures.map(pixelsOf));
      if (!first || !second) return 1;
      let different = 0;
      for (let at = 0; at < first.data.length; at += 4) {
        const distance = [0, 1, 2].map((channel) =>
          Math.abs((first.data[at + channel] ?? 0) - (second.data[at + channel] ?? 0)),
        );
        if (Math.max(...distance) > 16) different += 1;
      }
      return different / (width * height);

      async function pixelsOf(base64: string): Promise<ImageData> {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return context.getImageData(x, y, width, height);
      }
    },
    { pictures, area },
  );
  await blank.close();
  return share;
}
